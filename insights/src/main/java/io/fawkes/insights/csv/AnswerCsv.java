package io.fawkes.insights.csv;

import static java.util.stream.Collectors.joining;

import io.fawkes.insights.domain.dora.BucketMeasures;
import io.fawkes.insights.domain.dora.BuildSuccess;
import io.fawkes.insights.domain.dora.ChangeFailRate;
import io.fawkes.insights.domain.dora.ChangeLeadTime;
import io.fawkes.insights.domain.dora.DeploymentFrequency;
import io.fawkes.insights.domain.dora.DeploymentShare;
import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.Measures;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.RecoveryTime;
import io.fawkes.insights.domain.dora.Timing;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.dora.WorkdaySeries;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as CSV: a line for each metric of the window, then of each bucket, and one by worked time for each duration if that was asked for; the value is the headline of the metric. */
public final class AnswerCsv {
    private static final List<String> HEAD = List.of(
            "name",
            "window_start",
            "window_end",
            "time_zone",
            "watermark",
            "calendar",
            "metric",
            "n",
            "value",
            "unit",
            "interval_low",
            "interval_high",
            "p75",
            "p90",
            "p95",
            "mean",
            "min",
            "max",
            "open",
            "exclusions",
            "null_reason");
    private static final String SECONDS = "s";
    private static final String SHARE = "1";

    private static final String WALL_CLOCK = "WALL_CLOCK";
    private static final String WORKDAYS = "WORKDAYS";

    private final DoraAnswer answer;
    private final String calendar;
    private final StringBuilder lines;

    private AnswerCsv(DoraAnswer answer, String calendar, StringBuilder lines) {
        this.answer = answer;
        this.calendar = calendar;
        this.lines = lines;
    }

    /** {@code answer} with its head. */
    public static String of(DoraAnswer answer) {
        StringBuilder lines = new StringBuilder(CsvLine.of(HEAD));
        AnswerCsv wallClock = new AnswerCsv(answer, WALL_CLOCK, lines);
        AnswerCsv worked = new AnswerCsv(answer, WORKDAYS, lines);
        Window whole = answer.inquiry().window();
        wallClock.add(whole, answer.measures());
        worked.add(whole, answer.workdays());
        for (BucketMeasures bucket : answer.buckets()) {
            wallClock.add(bucket.window(), bucket.measures());
            worked.add(bucket.window(), bucket.workdays());
        }
        return lines.toString();
    }

    private void add(Window window, @Nullable WorkdaySeries series) {
        if (series != null) {
            series.timings().forEach(timing -> add(window, timing));
        }
    }

    private void add(Window window, Measures measures) {
        add(window, measures.deploymentFrequency());
        add(window, measures.changeLeadTime());
        add(window, measures.changeFailRate());
        add(window, Metric.RECOVERY_TIME, measures.recoveryTime());
        add(window, Metric.REWORK_RATE, measures.reworkRate());
        add(window, Metric.ROLLOUT_FAILURE_RATE, measures.rolloutFailureRate());
        add(window, Metric.TIME_TO_RESTORE, measures.timeToRestore());
        add(window, measures.buildSuccess());
        measures.timings().forEach(timing -> add(window, timing));
    }

    private void add(Window window, DeploymentFrequency frequency) {
        line(window, Metric.DEPLOYMENT_FREQUENCY, frequency.n(), frequency.perDay(), "1/d", null, null)
                .end(frequency.exclusions(), frequency.nullReason());
    }

    private void add(Window window, ChangeLeadTime lead) {
        times(window, Metric.CHANGE_LEAD_TIME, lead.time(), null).end(lead.exclusions(), lead.nullReason());
    }

    private void add(Window window, ChangeFailRate rate) {
        share(window, Metric.CHANGE_FAIL_RATE, rate.n(), rate.rate()).end(rate.exclusions(), rate.nullReason());
    }

    private void add(Window window, Metric metric, DeploymentShare share) {
        share(window, metric, share.n(), share.rate()).end(share.exclusions(), share.nullReason());
    }

    private void add(Window window, BuildSuccess builds) {
        share(window, Metric.BUILD_SUCCESS_RATE, builds.n(), builds.rate())
                .end(builds.exclusions(), builds.nullReason());
    }

    private void add(Window window, Metric metric, RecoveryTime recovery) {
        times(window, metric, recovery.time(), recovery.open()).end(recovery.exclusions(), recovery.nullReason());
    }

    private void add(Window window, Timing timing) {
        times(window, timing.metric(), timing.time(), null).end(timing.exclusions(), timing.nullReason());
    }

    private Line share(Window window, Metric metric, int n, @Nullable Proportion share) {
        return share == null
                ? line(window, metric, n, null, SHARE, null, null)
                : line(window, metric, n, share.rate(), SHARE, share.low(), share.high());
    }

    private Line times(Window window, Metric metric, DurationSummary time, @Nullable Integer open) {
        Line line = line(window, metric, time.n(), time.p50(), SECONDS, null, null);
        line.rest = Arrays.asList(time.p75(), time.p90(), time.p95(), time.mean(), time.min(), time.max(), open);
        return line;
    }

    private Line line(
            Window window,
            Metric metric,
            int n,
            @Nullable Object value,
            String unit,
            @Nullable Double low,
            @Nullable Double high) {
        return new Line(Arrays.asList(
                answer.inquiry().group().name() + "/dora",
                window.start(),
                window.end(),
                answer.zone(),
                answer.inquiry().watermark(),
                calendar,
                metric,
                n,
                value,
                unit,
                low,
                high));
    }

    /** A line that is being written. */
    private final class Line {
        private final List<@Nullable Object> cells;
        private List<@Nullable Object> rest = Arrays.asList(null, null, null, null, null, null, null);

        Line(List<@Nullable Object> cells) {
            this.cells = new ArrayList<>(cells);
        }

        void end(Map<ExclusionReason, Integer> exclusions, @Nullable Object nullReason) {
            cells.addAll(rest);
            cells.add(exclusions.entrySet().stream()
                    .map(count -> count.getKey() + " " + count.getValue())
                    .collect(joining("; ")));
            cells.add(nullReason);
            lines.append(CsvLine.of(cells));
        }
    }
}
