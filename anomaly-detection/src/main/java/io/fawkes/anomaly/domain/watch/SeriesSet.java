package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.sample.Extent;
import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SampleQuery;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The series of one rule, and up to which time they were read. Times that are asked for are multiples of the step, so that
 * the same samples are read again after a restart. Not for concurrent use.
 */
final class SeriesSet {
    private final Rule rule;
    private final WatchPolicy policy;
    private final Map<Labels, SeriesWatch> watches = new HashMap<>();
    private @Nullable Instant seen;

    SeriesSet(Rule rule, WatchPolicy policy) {
        this.rule = rule;
        this.policy = policy;
    }

    /** Takes up a series where it was kept at; {@link #begin} when all are. */
    void resume(SeriesState state, Instant now) {
        watches.put(state.labels(), SeriesWatch.resume(rule, state, next(state.labels(), now)));
    }

    /**
     * Reading goes on at the earliest of the series that were taken up. One that is far behind the others had no samples
     * any more and does not hold them up.
     */
    void begin() {
        Optional<Instant> newest = fed().max(Comparator.naturalOrder());
        seen = newest.map(newer -> newer.minus(longestBehind()))
                .flatMap(tooOld -> fed().filter(fed -> !fed.isBefore(tooOld)).min(Comparator.naturalOrder()))
                .orElse(null);
    }

    private Stream<Instant> fed() {
        return watches.values().stream().map(SeriesWatch::fedUntil);
    }

    private Duration longestBehind() {
        return policy.checkpointEvery().multipliedBy(2).plus(rule.step().multipliedBy(policy.overlapSteps()));
    }

    /** Up to which time samples were read; empty if none were. */
    Optional<Instant> seen() {
        return Optional.ofNullable(seen);
    }

    int count() {
        return watches.size();
    }

    int learning() {
        return (int) watches.values().stream().filter(SeriesWatch::isLearning).count();
    }

    boolean isBehind(Extent extent) {
        return seen == null || floor(extent.settled()).isAfter(seen);
    }

    /** What to ask for next, at most {@code points} a series; empty if everything is read. */
    Optional<SampleQuery> unread(Extent extent, int points) {
        Instant end = floor(extent.settled());
        Instant start = start(extent);
        if (!isBehind(extent) || start.isAfter(end)) {
            return Optional.empty();
        }
        Instant most = start.plus(rule.step().multipliedBy(points - 1L));
        return Optional.of(new SampleQuery(rule.promql(), start, most.isBefore(end) ? most : end, rule.step()));
    }

    private Instant start(Extent extent) {
        Instant first =
                ceiling(extent.beginning().orElseGet(() -> extent.settled().minus(rule.backfill())));
        if (seen == null) {
            return first;
        }
        Instant again = floor(seen).minus(rule.step().multipliedBy(policy.overlapSteps() - 1L));
        return again.isBefore(first) ? first : again;
    }

    private Instant floor(Instant time) {
        long step = rule.step().toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), step) * step);
    }

    private Instant ceiling(Instant time) {
        Instant floor = floor(time);
        return floor.equals(time) ? time : floor.plus(rule.step());
    }

    /** Feeds an answer that holds everything up to {@code until}. */
    void feed(List<SeriesSamples> answer, Instant until, Instant eventsFrom) {
        byKey(answer)
                .values()
                .forEach(samples -> watches.computeIfAbsent(samples.labels(), labels -> SeriesWatch.begin(rule, labels))
                        .feed(samples, eventsFrom));
        seen = until;
        watches.values().forEach(watch -> watch.endIfGone(until));
    }

    /** Series that are one by the rule's key become one: the one that began last tells, such as a pod's successor. */
    private Map<Labels, SeriesSamples> byKey(List<SeriesSamples> answer) {
        Map<Labels, SeriesSamples> merged = new HashMap<>();
        answer.stream()
                .filter(samples -> samples.size() > 0)
                .sorted(Comparator.<SeriesSamples>comparingLong(samples -> samples.time(0))
                        .thenComparing(samples -> samples.labels().toString()))
                .forEach(samples -> merged.merge(
                        rule.key(samples.labels()), samples.as(rule.key(samples.labels())), SeriesSamples::mergedWith));
        return merged;
    }

    /** What must be kept now. */
    List<SeriesStep> due(Instant now) {
        return steps(watch -> watch.isDue(now), now);
    }

    /** What is not kept yet. */
    List<SeriesStep> dirty(Instant now) {
        return steps(SeriesWatch::isDirty, now);
    }

    private List<SeriesStep> steps(Predicate<SeriesWatch> which, Instant now) {
        return watches.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(entry -> entry.getValue().takeStep(next(entry.getKey(), now)))
                .toList();
    }

    /** The next time to keep the series: many series are spread over time by the hash of their labels. */
    private Instant next(Labels labels, Instant now) {
        long seconds = Math.max(1, policy.checkpointEvery().toSeconds());
        long slot = Math.floorMod(labels.toString().hashCode(), seconds);
        long begun = Math.floorDiv(now.getEpochSecond() - slot, seconds) * seconds + slot;
        return Instant.ofEpochSecond(begun + seconds);
    }
}
