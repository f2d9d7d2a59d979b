package io.fawkes.dataapi.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A build as REST lists it, told as the notification plugin tells it: when it has ended, by COMPLETED, which the plugin dates
 * to its start and duration; while it runs, by STARTED.
 *
 * @param job path of the job, as the plugin writes it
 * @param row the build
 */
record PastBuild(String job, JsonNode row) {

    private static final String REMOTES = "refs/remotes/";

    /** When it began; empty if it does not say, which its reader will tell. */
    Optional<Instant> begun() {
        return Optional.of(row.path("timestamp"))
                .filter(JsonNode::canConvertToLong)
                .filter(JsonNode::isIntegralNumber)
                .map(millis -> Instant.ofEpochMilli(millis.longValue()));
    }

    String name() {
        return "builds/" + row.path("number").asText();
    }

    /** The body that the plugin posted. */
    ObjectNode notified() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", job);
        ObjectNode build = body.putObject("build");
        build.set("full_url", row.path("url"));
        build.set("number", row.path("number"));
        if (row.path("building").asBoolean() || row.path("result").isNull()) {
            build.put("phase", "STARTED").set("timestamp", row.path("timestamp"));
        } else {
            completed(build);
        }
        scm(build.putObject("scm"));
        parameters(build.putObject("parameters"));
        return body;
    }

    private void completed(ObjectNode build) {
        build.put("phase", "COMPLETED");
        build.set("duration", row.path("duration"));
        build.set("status", row.path("result"));
        if (begun().isPresent()) {
            build.put(
                    "timestamp",
                    row.path("timestamp").longValue() + row.path("duration").asLong());
        }
    }

    /** The plugin leaves out what Git calls a remote's references. */
    private void scm(ObjectNode scm) {
        actions("lastBuiltRevision").findFirst().ifPresent(built -> {
            scm.set("commit", built.path("SHA1"));
            String branch = built.path("branch").path(0).path("name").asText();
            scm.put("branch", branch.startsWith(REMOTES) ? branch.substring(REMOTES.length()) : branch);
        });
    }

    private void parameters(ObjectNode parameters) {
        actions("parameters")
                .flatMap(JsonNode::valueStream)
                .forEach(parameter -> parameters.put(
                        parameter.path("name").asText(), parameter.path("value").asText()));
    }

    /** Of several checkouts the first is the one that the plugin tells. */
    private Stream<JsonNode> actions(String field) {
        return row.path("actions")
                .valueStream()
                .map(action -> action.path(field))
                .filter(JsonNode::isContainerNode);
    }
}
