package io.fawkes.dataapi.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An operation that an application remembers, in the form of our notification template.
 *
 * @param body as the template writes it
 * @param isLast whether it is the last operation, of which everything is known; of the others only that they were applied
 */
record PastOperation(ObjectNode body, boolean isLast) {

    /** The last operation; empty if there was none. */
    static Optional<PastOperation> last(JsonNode application, String address) {
        JsonNode state = application.at("/status/operationState");
        if (state.path("startedAt").isMissingNode()) {
            return Optional.empty();
        }
        ObjectNode body = common(application, address);
        body.set("phase", state.path("phase"));
        body.set("startedAt", state.path("startedAt"));
        body.set("finishedAt", state.path("finishedAt"));
        body.set("initiatedBy", state.at("/operation/initiatedBy"));
        body.set("revision", state.at("/syncResult/revision"));
        body.set("revisions", state.at("/syncResult/revisions"));
        body.set("health", application.at("/status/health/status"));
        body.set("healthSince", application.at("/status/health/lastTransitionTime"));
        body.set("images", application.at("/status/summary/images"));
        return Optional.of(new PastOperation(body, true));
    }

    /** One of history, which has only what was applied; that it served is taken for granted, see docs/sources/argocd.md. */
    static PastOperation ofHistory(JsonNode application, JsonNode entry, String address) {
        ObjectNode body = common(application, address);
        body.put("phase", "Succeeded").put("health", "Healthy");
        body.set("startedAt", entry.path("deployStartedAt"));
        body.set("finishedAt", entry.path("deployedAt"));
        body.set("initiatedBy", entry.path("initiatedBy"));
        body.set("revision", entry.path("revision"));
        body.set("revisions", entry.path("revisions"));
        return new PastOperation(body, false);
    }

    private static ObjectNode common(JsonNode application, String address) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("app", application.at("/metadata/name"));
        body.set("namespace", application.at("/metadata/namespace"));
        body.set("labels", application.at("/metadata/labels"));
        body.set("destination", application.at("/spec/destination"));
        return body.put("argocdUrl", address);
    }

    String name() {
        return "applications/" + body.path("namespace").asText() + "/"
                + body.path("app").asText() + "/operations/"
                + body.path("startedAt").asText();
    }

    Optional<Instant> startedAt() {
        return read(() -> new Json(body, "").time("startedAt"));
    }

    /** Whose fact it is; empty if it is not as Argo CD writes it. */
    Optional<FactKey> key() {
        return read(() -> Operation.key(new Json(body, "")));
    }

    /** What was synced. */
    Optional<String> configuration() {
        return Operation.configuration(new Json(body, ""));
    }

    private static <T> Optional<T> read(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Json.Malformed _) {
            return Optional.empty(); // its reader refuses it with the place
        }
    }
}
