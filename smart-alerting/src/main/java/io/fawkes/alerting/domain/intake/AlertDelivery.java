package io.fawkes.alerting.domain.intake;

import io.fawkes.alerting.domain.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A post of alerts with what became of it.
 *
 * @param id last part of its resource name
 * @param source the door it came through
 * @param receivedAt when it arrived, by this server's clock
 * @param outcome what became of it
 * @param rejection why alerts of it were refused, if any was
 * @param counts how many alerts were new, changed and repeated
 * @param body what is kept of the body
 * @param sha256 hash of the body as it arrived here
 * @param size size in bytes of the body as it arrived at the door
 */
public record AlertDelivery(
        UUID id,
        String source,
        Instant receivedAt,
        Outcome outcome,
        Optional<Rejection> rejection,
        Counts counts,
        Bytes body,
        Bytes sha256,
        long size) {

    /** What became of a delivery. The codes are stored. */
    public enum Outcome {
        ACCEPTED(1),
        PARTLY_ACCEPTED(2),
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

    /** Resource name. */
    public String name() {
        return "alertDeliveries/" + id;
    }

    /** The same with how many alerts were new, changed and repeated; of one that only repeats the body is not kept. */
    public AlertDelivery counted(Counts found) {
        boolean onlyRepeats = rejection.isEmpty() && found.news() + found.changed() == 0;
        return new AlertDelivery(
                id, source, receivedAt, outcome, rejection, found, onlyRepeats ? Bytes.NONE : body, sha256, size);
    }
}
