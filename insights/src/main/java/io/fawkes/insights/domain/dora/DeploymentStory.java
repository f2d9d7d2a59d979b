package io.fawkes.insights.domain.dora;

import static java.util.stream.Collectors.toMap;

import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is made of one deployment: the rows about it, and those of the changes that came with it and of the incidents
 * that are put down to it, whatever window they count in.
 *
 * @param name {@code deployments/…}
 * @param watermark everything committed until then is in it
 * @param team team whose rows these are, {@code teams/{team}}; empty for nobody
 * @param rows by metric, oldest first; only metrics that it is in
 */
public record DeploymentStory(String name, Instant watermark, String team, Map<Metric, List<Row>> rows) {
    private static final Instant BEGIN = Instant.parse("0001-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(365_000);

    /** The story of the production deployment {@code name}; empty if {@code timeline} has none of that name. */
    public static Optional<DeploymentStory> of(String name, Timeline timeline, Inquiry inquiry) {
        Window ever = new Window(BEGIN, inquiry.watermark().plus(AHEAD));
        Rows all = Rows.of(new Scope(timeline, ever, inquiry.terms(), inquiry.watermark()));
        Map<Metric, List<Row>> rows = Arrays.stream(Metric.values())
                .filter(metric -> all.of(metric).stream().anyMatch(row -> isAbout(name, row)))
                .collect(toMap(
                        metric -> metric,
                        metric -> all.of(metric).stream()
                                .filter(row -> isAbout(name, row))
                                .toList(),
                        (one, _) -> one,
                        () -> new EnumMap<>(Metric.class)));
        return Optional.of(rows)
                .filter(found -> found.containsKey(Metric.DEPLOYMENT_FREQUENCY))
                .map(found -> new DeploymentStory(
                        name, inquiry.watermark(), timeline.service().team(), found));
    }

    /** When the deployment ended, or began if it has not ended. */
    public Instant time() {
        return rows.getOrDefault(Metric.DEPLOYMENT_FREQUENCY, List.of()).stream()
                .filter(row -> row.subject().equals(name))
                .map(Row::time)
                .findFirst()
                .orElse(watermark);
    }

    private static boolean isAbout(String name, Row row) {
        return row.subject().equals(name) || row.about().deployment().equals(name);
    }
}
