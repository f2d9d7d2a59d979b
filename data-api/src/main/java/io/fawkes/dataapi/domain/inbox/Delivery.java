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
 * @param since what happened to it since it was kept
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
        long size,
        Since since) {

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

    /** What is left of a body. The codes are stored. */
    public enum BodyState {
        KEPT(0),
        EXPIRED(1),
        ERASED(2);

        private final int code;

        BodyState(int code) {
            this.code = code;
        }

        /** Number under which the state is stored. */
        public int code() {
            return code;
        }

        /** The state that is stored under {@code code}. */
        public static BodyState ofCode(int code) {
            return Arrays.stream(values())
                    .filter(state -> state.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no state of a body has the code " + code));
        }
    }

    /**
     * What happened to a delivery since it was kept.
     *
     * @param replays how often it was replayed
     * @param replayedAt when last; empty if never
     * @param body what is left of its body
     * @param emptiedAt when the body was emptied; empty while it is kept
     */
    public record Since(int replays, Optional<Instant> replayedAt, BodyState body, Optional<Instant> emptiedAt) {

        /** Nothing yet. */
        public static final Since NOTHING = new Since(0, Optional.empty(), BodyState.KEPT, Optional.empty());
    }

    /** A delivery to which nothing happened since it was kept. */
    public Delivery(
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
        this(
                id,
                source,
                event,
                sourceDeliveryId,
                receivedAt,
                outcome,
                rejection,
                note,
                facts,
                headers,
                body,
                size,
                Since.NOTHING);
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
                size,
                since);
    }

    /** Whether its sender was believed when it came. */
    public boolean isAuthentic() {
        return rejection.map(Rejection::isAuthentic).orElse(true);
    }
}
