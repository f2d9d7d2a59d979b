package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A webhook request in the inbox, with what became of it.
 *
 * @param id last part of its resource name
 * @param source source it was posted to
 * @param event event as the source names it; empty if it named none
 * @param sourceDeliveryId the source's own id; empty if it gave none
 * @param receivedAt when it arrived, by this server's clock
 * @param outcome what became of it
 * @param rejection why it was rejected; present exactly then
 * @param note for people, what was left aside and why
 * @param facts resource names of the facts that it changed
 * @param headers headers that may be shown
 * @param body what is kept of the body
 * @param size size in bytes of the body as it arrived
 */
public record Delivery(
        UUID id,
        String source,
        String event,
        String sourceDeliveryId,
        Instant receivedAt,
        Outcome outcome,
        Optional<Rejection> rejection,
        String note,
        List<String> facts,
        Map<String, String> headers,
        Bytes body,
        long size) {

    /** What became of a delivery. The codes are stored. */
    public enum Outcome {
        ACCEPTED(1),
        DUPLICATE(2),
        REJECTED(3);

        private final int code;

        Outcome(int code) {
            this.code = code;
        }

        /** Number under which the outcome is stored; equals the contract's. */
        public int code() {
            return code;
        }

        /** The outcome that is stored under {@code code}. */
        public static Outcome ofCode(int code) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no outcome has the code " + code));
        }
    }

    public Delivery {
        facts = List.copyOf(facts);
        headers = Map.copyOf(headers);
    }

    /** Resource name. */
    public String name() {
        return "deliveries/" + id;
    }

    /** The same delivery with what became of it. */
    public Delivery ended(Outcome newOutcome, List<String> changedFacts) {
        return new Delivery(
                id,
                source,
                event,
                sourceDeliveryId,
                receivedAt,
                newOutcome,
                rejection,
                note,
                changedFacts,
                headers,
                body,
                size);
    }
}
