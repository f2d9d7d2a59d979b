package io.fawkes.dataapi.domain.inbox;

/**
 * Why no fact came of a delivery.
 *
 * @param reason the kind of problem
 * @param detail for people, in one line: what was wrong and what was expected
 */
public record Rejection(Reason reason, String detail) {

    /** Kinds of problems; each stands in the contract's {@code ErrorReason} under the same name. */
    public enum Reason {
        SOURCE_UNKNOWN,
        SECRET_MISSING,
        SIGNATURE_INVALID,
        CREDENTIAL_INVALID,
        BODY_MALFORMED,
        BODY_TOO_LARGE,
        EVENT_UNKNOWN,
        TIME_IMPLAUSIBLE
    }

    /** Whether the sender showed that it knows the source's secret; of other senders only little is kept. */
    public boolean isAuthentic() {
        return switch (reason) {
            case BODY_MALFORMED, EVENT_UNKNOWN, TIME_IMPLAUSIBLE -> true;
            case SOURCE_UNKNOWN, SECRET_MISSING, SIGNATURE_INVALID, CREDENTIAL_INVALID, BODY_TOO_LARGE -> false;
        };
    }
}
