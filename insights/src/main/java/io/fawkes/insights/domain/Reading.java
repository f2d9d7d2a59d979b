package io.fawkes.insights.domain;

import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Timelines at one moment.
 *
 * @param watermark everything committed until then is in them
 * @param policy what they were folded by
 * @param horizon windows from then on have all that was told; older ones may lack some
 */
record Reading(List<Timeline> timelines, Instant watermark, Policy policy, Instant horizon) {
    /** The same with the timelines of {@code later}, as of this moment; what it has seen besides is no harm. */
    Reading with(Reading later) {
        return new Reading(
                Stream.concat(timelines.stream(), later.timelines.stream()).toList(),
                watermark,
                policy,
                later.horizon.isAfter(horizon) ? later.horizon : horizon);
    }
}
