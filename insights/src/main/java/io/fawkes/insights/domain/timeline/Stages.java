package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.PullRequestFact;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one change's lead time, which always add up to it: the moments between are forced into order inside it.
 *
 * <p>Committed 09:00, opened 10:00, merged 12:00, deployed 13:15 is 1 h of coding, 2 h of review and 1 h 15 min of deploying. A
 * commit from before the pull request was opened anew leaves no time for coding and takes none from the total.
 *
 * @param coding first commit to opened; null without a pull request
 * @param review opened to merged, waits for reviewers included, as no fact tells of reviews; null without a pull request
 * @param deploy merged to deployed; without a pull request everything
 * @param deployedBeforeMerged whether production had it before the target branch
 */
public record Stages(
        @Nullable Duration coding, @Nullable Duration review, Duration deploy, boolean deployedBeforeMerged) {

    /** Stages between {@code committed} and {@code deployed} of a change that came by {@code pull}, if by any. */
    static Stages of(Instant committed, Instant deployed, @Nullable PullRequestFact pull) {
        Instant open = pull == null ? null : pull.openTime();
        if (pull == null || open == null) {
            return new Stages(null, null, Duration.between(committed, deployed), false);
        }
        Instant merge = pull.mergeTime();
        Instant opened = within(committed, open, deployed);
        Instant merged = merge == null ? deployed : within(opened, merge, deployed);
        return new Stages(
                Duration.between(committed, opened),
                Duration.between(opened, merged),
                Duration.between(merged, deployed),
                merge == null || merge.isAfter(deployed));
    }

    private static Instant within(Instant low, Instant moment, Instant high) {
        if (moment.isBefore(low)) {
            return low;
        }
        return moment.isAfter(high) ? high : moment;
    }
}
