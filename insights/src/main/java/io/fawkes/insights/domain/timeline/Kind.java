package io.fawkes.insights.domain.timeline;

import org.jspecify.annotations.Nullable;

/** What a rollout was to the service's production, decided on its history. */
public enum Kind {
    /** First success ever seen; what it carried is not known. */
    BASELINE(ExclusionReason.BASELINE),
    /** A version that was not live before, or one that comes back after a rollback took it away. */
    CHANGE(null),
    /** The live version with another configuration. */
    CONFIG(null),
    /** The version that is live already, or one that production runs in another environment. */
    REDEPLOY(ExclusionReason.REDEPLOY),
    /** An earlier version came back. */
    ROLLBACK(ExclusionReason.ROLLBACK),
    /** The rollout failed; nobody was served by it. */
    FAILED_ROLLOUT(ExclusionReason.ROLLOUT_FAILED),
    /** Given up before it ended. */
    CANCELLED(ExclusionReason.CANCELLED),
    /** Dated before there was any such thing; it is in no history, only visible. */
    MISDATED(ExclusionReason.CLOCK_SKEW),
    /** Not ended. */
    IN_PROGRESS(ExclusionReason.IN_PROGRESS);

    private final @Nullable ExclusionReason exclusion;

    Kind(@Nullable ExclusionReason exclusion) {
        this.exclusion = exclusion;
    }

    /** Why deployments of this kind are not counted as changes; null for those that are. */
    public @Nullable ExclusionReason exclusion() {
        return exclusion;
    }

    /** Whether it is judged as a change. */
    public boolean isChange() {
        return this == CHANGE || this == CONFIG;
    }

    /** Whether it ended in success, whatever it brought. */
    public boolean isSuccess() {
        return switch (this) {
            case BASELINE, CHANGE, CONFIG, REDEPLOY, ROLLBACK -> true;
            case FAILED_ROLLOUT, CANCELLED, MISDATED, IN_PROGRESS -> false;
        };
    }
}
