package io.fawkes.alerting.domain.intake;

/**
 * Why alerts of a post were refused.
 *
 * @param reason the kind of problem
 * @param detail for people, in one line: what was wrong and what was expected
 */
public record Rejection(Reason reason, String detail) {

    /** Kinds of problems; each stands in the contract's {@code ErrorReason} under the same name. */
    public enum Reason {
        SECRET_MISSING,
        CREDENTIAL_INVALID,
        BODY_MALFORMED,
        BODY_TOO_LARGE,
        ALERT_INVALID
    }

    /** Whether the sender showed that it may post; of other senders only little is kept. */
    public boolean isAuthentic() {
        return switch (reason) {
            case BODY_MALFORMED, BODY_TOO_LARGE, ALERT_INVALID -> true;
            case SECRET_MISSING, CREDENTIAL_INVALID -> false;
        };
    }
}
