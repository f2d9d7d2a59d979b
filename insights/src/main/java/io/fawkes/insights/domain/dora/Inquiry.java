package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.Policy;
import java.time.Instant;

/**
 * A question that is settled to the last instant.
 *
 * @param watermark everything committed until then is known
 * @param policy what the timelines were folded by
 */
public record Inquiry(Group group, Window window, Instant watermark, Policy policy, Terms terms) {

    /** The same over {@code other}. */
    Inquiry over(Window other) {
        return new Inquiry(group, other, watermark, policy, terms);
    }

    /** The same about {@code other}. */
    Inquiry about(Group other) {
        return new Inquiry(other, window, watermark, policy, terms);
    }
}
