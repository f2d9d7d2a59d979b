package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.PullRequestFact;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one change's lead time, which always add up to it: the moments between are forced into order inside it.
 *
 * <p>Committed 09:00, opened 10:00, reviewed 10:30 and 11:30, merged 12:00, deployed 13:15 is 1 h of coding, 30 min of waiting for a
 * review, 1 h of review, 30 min of waiting for the merge and 1 h 15 min of deploying. A commit from before the pull request was
 * opened anew leaves no time for coding and takes none from the total. What lasts as long as nobody says is null.
 *
 * @param coding first commit to opened; null without a pull request
 * @param pickup opened to the first review, or without any to merged; null without a pull request
 * @param review first to last review; null without any
 * @param merge last review to merged; null without any
 * @param deploy merged to deployed; without a pull request everything
 * @param deployedBeforeMerged whether production had it before the target branch
 */
public record Stages(
        @Nullable Duration coding,
        @Nullable Duration pickup,
        @Nullable Duration review,
        @Nullable Duration merge,
        Duration deploy,
        boolean deployedBeforeMerged) {

    /** Stages between {@code committed} and {@code deployed} of a change that came by {@code pull}, if by any. */
    static Stages of(Instant committed, Instant deployed, @Nullable PullRequestFact pull) {
        Instant open = pull == null ? null : pull.openTime();
        if (pull == null || open == null) {
            return new Stages(null, null, null, null, Duration.between(committed, deployed), false);
        }
        Instant merge = pull.mergeTime();
        Instant opened = within(committed, open, deployed);
        Instant merged = merge == null ? deployed : within(opened, merge, deployed);
        Instant first = pull.reviews().first();
        Instant reviewed = first == null ? merged : within(opened, first, merged);
        Instant last = pull.reviews().last();
        Instant approved = last == null ? merged : within(reviewed, last, merged);
        return new Stages(
                Duration.between(committed, opened),
                Duration.between(opened, reviewed),
                first == null ? null : Duration.between(reviewed, approved),
                first == null ? null : Duration.between(approved, merged),
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
