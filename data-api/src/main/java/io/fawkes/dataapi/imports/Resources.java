package io.fawkes.dataapi.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.fawkes.dataapi.contract.ReportedMessages;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.imports.ImportPlan;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Resources of the contract, as JSON, made revisions of facts. A resource is known by the id that it is given; else by the
 * last part of its name; else by what it says, so that the same line twice is one fact.
 *
 * @param plan by whom the facts are told
 * @param clock judges which times are believed
 */
record Resources(ImportPlan plan, Supplier<Instant> clock) {

    private static final JsonFormat.Parser JSON = JsonFormat.parser();
    private static final int LONGEST_ID = 200;
    private static final int SHOWN = 200;

    /** What {@code json} says. Fails with InvalidField or ImplausibleTime, which name the field. */
    Revision revision(ResourceKind kind, Optional<String> id, ObjectNode json) {
        Message message = message(kind, json);
        Optional<String> given = id.or(() -> named(json)).map(text -> checked(kind, text));
        Revision revision = ReportedMessages.revision(
                kind.rule().shape().kind(), kind.rule().message(), message, said -> key(given, said));
        return kind.rule().checked(revision, clock.get());
    }

    private FactKey key(Optional<String> id, Revision said) {
        String hash = "line-" + Long.toHexString(said.clock().payloadHash());
        return new FactKey(plan.source(), id.orElse(hash));
    }

    private static Optional<String> named(ObjectNode json) {
        return Optional.ofNullable(json.get("name"))
                .map(JsonNode::asText)
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty());
    }

    private static String checked(ResourceKind kind, String id) {
        if (id.length() > LONGEST_ID) {
            throw new InvalidField(kind.rule().message() + "_id", "longer than " + LONGEST_ID + " characters");
        }
        return id;
    }

    private static Message message(ResourceKind kind, ObjectNode json) {
        try {
            return parsed(kind, json);
        } catch (InvalidProtocolBufferException whole) {
            throw refused(kind, json, whole);
        }
    }

    private static Message parsed(ResourceKind kind, ObjectNode json) throws InvalidProtocolBufferException {
        Message.Builder builder = kind.empty().newBuilderForType();
        JSON.merge(json.toString(), builder);
        return builder.build();
    }

    /** The parser does not say where it failed: the member that fails alone is the one. */
    private static InvalidField refused(ResourceKind kind, ObjectNode json, InvalidProtocolBufferException whole) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            try {
                parsed(kind, JsonNodeFactory.instance.objectNode().set(member.getKey(), member.getValue()));
            } catch (InvalidProtocolBufferException alone) {
                return because(kind.rule().field(member.getKey()), alone);
            }
        }
        return because(kind.rule().message(), whole);
    }

    private static InvalidField because(String field, InvalidProtocolBufferException cause) {
        String problem = Objects.requireNonNullElse(cause.getMessage(), "not of its type");
        var refusal = new InvalidField(field, problem.substring(0, Math.min(SHOWN, problem.length())));
        refusal.initCause(cause);
        return refusal;
    }
}
