package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One of several windows of equal length, one after the other, that trends are read from. */
record Era(Rows rows, Span span, Spread.Own values) {
    /** Trends of the five metrics up to {@code window}, of which only what has happened is looked at; {@code read} reads a window. */
    static List<Trend> trends(Span whole, Function<Window, Era> read) {
        Window window = whole.window();
        Window now = new Window(
                window.start(), Window.later(window.start(), Window.earlier(window.end(), whole.watermark())));
        Duration length = Duration.between(now.start(), now.end());
        if (length.isZero()) {
            return List.of();
        }
        List<Era> eras = new ArrayList<>();
        for (int i = 0; i <= Trend.WINDOWS_BEFORE; i++) {
            Duration back = length.multipliedBy(i);
            eras.add(read.apply(new Window(now.start().minus(back), now.end().minus(back))));
        }
        return trends(eras);
    }

    private static List<Trend> trends(List<Era> eras) {
        return List.of(
                trend(Metric.DEPLOYMENT_FREQUENCY, eras, Era::days, own -> Trend.Value.of(own.perDay())),
                trend(Metric.CHANGE_LEAD_TIME, eras, Era::leadTimes, own -> Trend.Value.of(own.leadTime())),
                trend(
                        Metric.CHANGE_FAIL_RATE,
                        eras,
                        era -> era.hits(Metric.CHANGE_FAIL_RATE),
                        own -> Trend.Value.of(own.failRate())),
                trend(Metric.RECOVERY_TIME, eras, Era::recoveries, own -> Trend.Value.of(own.recovery())),
                trend(
                        Metric.REWORK_RATE,
                        eras,
                        era -> era.hits(Metric.REWORK_RATE),
                        own -> Trend.Value.of(own.rework())));
    }

    private static Trend trend(
            Metric metric,
            List<Era> eras,
            Function<Era, long[]> samples,
            Function<Spread.Own, Trend.@Nullable Value> value) {
        Era then = eras.get(1);
        List<Trend.Value> values = eras.subList(1, eras.size()).stream()
                .map(era -> Optional.ofNullable(value.apply(era.values())))
                .flatMap(Optional::stream)
                .toList();
        return Trend.of(
                metric, samples.apply(eras.getFirst()), samples.apply(then), values, value.apply(then.values()));
    }

    /** Deployments of each whole day that was lived through. */
    private long[] days() {
        long[] times = rows.pool(Metric.DEPLOYMENT_FREQUENCY).times();
        return span.lived(rows.pool(Metric.DEPLOYMENT_FREQUENCY))
                .map(lived -> Bucket.DAY.partsOf(lived, span.days().zone()).stream()
                        .filter(this::isWhole)
                        .mapToLong(day -> count(times, day))
                        .toArray())
                .orElseGet(() -> new long[0]);
    }

    private boolean isWhole(Window day) {
        return span.days().startOf(span.days().day(day.start())).equals(day.start())
                && span.days().startOf(span.days().day(day.end())).equals(day.end());
    }

    private static long count(long[] times, Window day) {
        return (long) Nanos.firstFrom(Nanos.of(day.end()), times, 0, times.length)
                - Nanos.firstFrom(Nanos.of(day.start()), times, 0, times.length);
    }

    private long[] leadTimes() {
        return rows.pool(Metric.CHANGE_LEAD_TIME).values();
    }

    private long[] recoveries() {
        return rows.pool(Metric.RECOVERY_TIME).values();
    }

    /** 1 for each row that counts above the line, 0 for each other that counts. */
    private long[] hits(Metric metric) {
        return rows.pool(metric)
                .collect((column, row) -> column.exclusion(row) != null ? Column.ABSENT : column.isHit(row) ? 1 : 0);
    }
}
