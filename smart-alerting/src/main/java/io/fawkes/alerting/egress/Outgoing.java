package io.fawkes.alerting.egress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.runtime.postgres.OutboxMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A message as it was promised, on its way: what was true then is what is told.
 *
 * @param receiver name of the receiver
 * @param integration which of its integrations
 * @param key idempotency key, the same in every attempt
 * @param isRepeated whether an earlier attempt may have had its effect
 * @param body what is told, in the shape of Alertmanager's webhook, version 4
 */
public record Outgoing(String receiver, String integration, String key, boolean isRepeated, JsonNode body) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int ID = 36;

    /** What was kept for {@code integration}. */
    public static Bytes kept(Integration integration, JsonNode body) {
        var kept =
                JSON.createObjectNode().put("receiver", integration.receiver()).put("integration", integration.name());
        kept.set("body", body);
        return Bytes.of(kept.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Outgoing read(OutboxMessage message) {
        try {
            JsonNode kept = JSON.readTree(message.payload().toByteArray());
            return new Outgoing(
                    kept.path("receiver").asText(),
                    kept.path("integration").asText(),
                    message.key(),
                    message.repeated(),
                    kept.path("body"));
        } catch (IOException e) {
            throw new UncheckedIOException("not a message that was kept here", e);
        }
    }

    /** The group that it is about: keys begin with it. */
    public UUID group() {
        return UUID.fromString(key.substring(0, ID));
    }

    /** Whether nothing that it names fires any more. */
    public boolean isResolved() {
        return "resolved".equals(body.path("status").asText());
    }
}
