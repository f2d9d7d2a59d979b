package io.fawkes.insights.domain.dora;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What two answers about one window differ in, part by part and metric by metric, with the facts behind it.
 *
 * <p>Every restatement rests on rows that differ. Time alone makes some: what was pending is judged later, and its deployment is the
 * fact that is named.
 */
public final class Restatements {
    private static final double NANOS = 1e9;

    private Restatements() {}

    /** Restatements of {@code before} by {@code after}: by part of the window, then by metric, then by fact. */
    public static List<Restatement> of(DoraReport before, DoraReport after) {
        List<Restatement> found = new ArrayList<>();
        List<BucketMeasures> parts = before.answer().buckets();
        for (int i = 0; i < parts.size(); i++) {
            BucketMeasures was = parts.get(i);
            Measures is = after.answer().buckets().get(i).measures();
            Rows old = before.all().within(was.window());
            Rows today = after.all().within(was.window());
            for (Metric metric : Metric.values()) {
                found.addAll(of(metric, was, is, old.of(metric), today.of(metric)));
            }
        }
        return List.copyOf(found);
    }

    private static List<Restatement> of(
            Metric metric, BucketMeasures was, Measures is, List<Row> old, List<Row> today) {
        Double before = headline(metric, was.measures());
        Double after = headline(metric, is);
        return Objects.equals(before, after)
                ? List.of()
                : facts(old, today).stream()
                        .map(fact -> new Restatement(metric, was.window(), fact, before, after))
                        .toList();
    }

    /** The facts behind rows that differ: evidence that only one of the two has, else what the row is about. */
    private static SortedSet<String> facts(List<Row> old, List<Row> today) {
        Map<String, Row> was = bySubject(old);
        Map<String, Row> is = bySubject(today);
        return Stream.concat(was.keySet().stream(), is.keySet().stream())
                .distinct()
                .filter(subject -> !Objects.equals(was.get(subject), is.get(subject)))
                .flatMap(subject -> facts(subject, evidence(was.get(subject)), evidence(is.get(subject))))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> facts(String subject, Set<String> was, Set<String> is) {
        List<String> changed = Stream.concat(
                        was.stream().filter(fact -> !is.contains(fact)),
                        is.stream().filter(fact -> !was.contains(fact)))
                .toList();
        return changed.isEmpty() ? Stream.of(subject) : changed.stream();
    }

    private static Map<String, Row> bySubject(List<Row> rows) {
        return rows.stream().collect(toMap(Row::subject, row -> row, (first, _) -> first, HashMap::new));
    }

    private static Set<String> evidence(@Nullable Row row) {
        return row == null
                ? Set.of()
                : row.evidence().stream().map(Evidence::subject).collect(toUnmodifiableSet());
    }

    /** The number of the metric: a count, a median in seconds or a rate. */
    private static @Nullable Double headline(Metric metric, Measures measures) {
        return switch (metric) {
            case DEPLOYMENT_FREQUENCY -> (double) measures.deploymentFrequency().n();
            case CHANGE_LEAD_TIME -> seconds(measures.changeLeadTime().time().p50());
            case CHANGE_FAIL_RATE -> rate(measures.changeFailRate().rate());
            case RECOVERY_TIME -> seconds(measures.recoveryTime().time().p50());
            case REWORK_RATE -> rate(measures.reworkRate().rate());
            case ROLLOUT_FAILURE_RATE -> rate(measures.rolloutFailureRate().rate());
            case TIME_TO_RESTORE -> seconds(measures.timeToRestore().time().p50());
            case BUILD_SUCCESS_RATE -> rate(measures.buildSuccess().rate());
            case BUILD_DURATION,
                    BUILD_QUEUE_TIME,
                    DEPLOYMENT_DURATION,
                    SYNC_DURATION,
                    PULL_REQUEST_LEAD_TIME,
                    DEPLOYMENT_LEAD_TIME,
                    MERGE_TO_DEPLOY,
                    TIME_TO_ACKNOWLEDGE ->
                seconds(measures.timing(metric).time().p50());
        };
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : time.getSeconds() + time.getNano() / NANOS;
    }

    private static @Nullable Double rate(@Nullable Proportion proportion) {
        return proportion == null ? null : proportion.rate();
    }
}
