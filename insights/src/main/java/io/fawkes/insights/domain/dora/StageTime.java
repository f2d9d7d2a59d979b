package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.Stages;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One stage over all counted changes.
 *
 * @param time over the changes that went through it
 * @param total sum over them; the totals of all stages are the sum of all lead times, to the nanosecond
 * @param share total divided by the sum of all lead times, 0 to 1; 0 if that is zero
 */
public record StageTime(LeadTimeStage stage, DurationSummary time, Duration total, double share) {

    /** Stages of the counted {@code rows}, those only that some change went through. */
    static List<StageTime> of(List<Row> rows) {
        List<Stages> stages =
                Row.counted(rows).map(Row::stages).flatMap(Stream::ofNullable).toList();
        Duration whole = DurationSummary.sum(Row.values(rows));
        return Arrays.stream(LeadTimeStage.values())
                .map(stage -> of(stage, parts(stage, stages), whole))
                .filter(stage -> stage.time().n() > 0)
                .toList();
    }

    private static List<Duration> parts(LeadTimeStage stage, List<Stages> stages) {
        return stages.stream().map(stage::of).flatMap(Stream::ofNullable).toList();
    }

    private static StageTime of(LeadTimeStage stage, List<Duration> parts, Duration whole) {
        Duration total = DurationSummary.sum(parts);
        double share = whole.isZero() ? 0 : (double) total.toMillis() / Math.max(1, whole.toMillis());
        return new StageTime(stage, DurationSummary.of(parts), total, share);
    }
}
