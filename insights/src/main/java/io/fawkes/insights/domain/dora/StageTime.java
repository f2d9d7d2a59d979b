package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One stage over all counted changes.
 *
 * @param time over the changes that went through it
 * @param total sum over them; the totals of all stages are the sum of all lead times, to the nanosecond
 * @param share total divided by the sum of all lead times, 0 to 1; 0 if that is zero
 */
public record StageTime(LeadTimeStage stage, DurationSummary time, Duration total, double share) {

    /** Stages of the {@code rows} that count, those only that some change went through; {@code whole} is what all together last. */
    static List<StageTime> of(Pool rows, Duration whole) {
        return Arrays.stream(LeadTimeStage.values())
                .map(stage -> of(stage, rows.stage(stage), whole))
                .filter(stage -> stage.time().n() > 0)
                .toList();
    }

    private static StageTime of(LeadTimeStage stage, long[] parts, Duration whole) {
        Duration total = DurationSummary.sum(parts);
        double share = whole.isZero() ? 0 : (double) total.toMillis() / Math.max(1, whole.toMillis());
        return new StageTime(stage, DurationSummary.of(parts), total, share);
    }
}
