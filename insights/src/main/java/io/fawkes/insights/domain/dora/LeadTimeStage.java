package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.Stages;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A part of lead time, in the order a change goes through them. */
public enum LeadTimeStage {
    /** From the first commit to the opening of the pull request. */
    CODING,
    /** From the opening of the pull request to its first review, or without any to its merge. */
    PICKUP,
    /** From the first review to the last before the merge. */
    REVIEW,
    /** From the last review to the merge. */
    MERGE,
    /** From the merge, or without a pull request from the commit, to production. */
    DEPLOY;

    /** Its part of {@code stages}; null if the change did not go through it. */
    public @Nullable Duration of(Stages stages) {
        return switch (this) {
            case CODING -> stages.coding();
            case PICKUP -> stages.pickup();
            case REVIEW -> stages.review();
            case MERGE -> stages.merge();
            case DEPLOY -> stages.deploy();
        };
    }
}
