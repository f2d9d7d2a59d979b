package io.fawkes.insights.domain.dora;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.calendar.WorkCalendar;
import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.timeline.Change;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row behind a number: what it is about, whether it counts, and why not.
 *
 * @param time when it counts: the end of the deployment, or the begin of the incident
 * @param start where a duration begins; null for counts
 * @param value what it adds, if that is a duration
 * @param exclusion why it does not count; null if it does
 * @param hit of a rate: whether it is among those counted above the line (failed, or rework)
 * @param evidence what that rests on, strongest first
 * @param stages parts of a lead time; null elsewhere
 */
public record Row(
        Subject about,
        Instant time,
        @Nullable Instant start,
        @Nullable Duration value,
        @Nullable ExclusionReason exclusion,
        boolean hit,
        List<Evidence> evidence,
        @Nullable Stages stages) {
    /** Oldest first; of one time by start and subject, so that nothing depends on arrival. */
    public static final Comparator<Row> OLDEST_FIRST =
            comparing(Row::time).thenComparing(Row::begin).thenComparing(Row::subject);

    static Row about(Subject about, Instant time, @Nullable ExclusionReason exclusion) {
        return new Row(about, time, null, null, exclusion, false, List.of(), null);
    }

    static Row about(BuildFact build, Instant time) {
        return about(Subject.of(build), time, null);
    }

    static Row about(Change change) {
        return new Row(
                Subject.of(change),
                change.deployment().time(),
                change.committed(),
                change.leadTime(),
                change.exclusion(),
                false,
                List.of(),
                change.leadTime() == null ? null : change.stages());
    }

    Row judged(boolean isHit, List<Evidence> found) {
        return new Row(about, time, start, value, exclusion, isHit, List.copyOf(found), stages);
    }

    /** The same, counted at {@code moment}. */
    Row at(Instant moment) {
        return new Row(about, moment, start, value, exclusion, hit, evidence, stages);
    }

    /** The same, lasting as long as {@code calendar} says that was worked of it. */
    Row worked(WorkCalendar calendar) {
        return start == null || value == null ? this : lasting(start, calendar.between(start, start.plus(value)));
    }

    /** Left out for {@code reason}, or counted if that is null. */
    Row leftOut(@Nullable ExclusionReason reason) {
        return new Row(about, time, start, value, reason, hit, evidence, stages);
    }

    /** Lasting from {@code from} to {@code to}; left out if one is not known or they are in no order. */
    Row between(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return leftOut(ExclusionReason.UNTIMED);
        }
        return to.isBefore(from) ? leftOut(ExclusionReason.CLOCK_SKEW) : lasting(from, Duration.between(from, to));
    }

    Row lasting(Instant from, @Nullable Duration lasted) {
        return new Row(about, time, from, lasted, exclusion, hit, evidence, stages);
    }

    /** Name of what it is about. */
    public String subject() {
        return about.name();
    }

    /** Where it stands among the rows of its metric. */
    public Position position() {
        return new Position(time, begin(), subject());
    }

    private Instant begin() {
        return start == null ? Instant.MIN : start;
    }

    /** Whether it counts. */
    public boolean counted() {
        return exclusion == null;
    }

    static Stream<Row> counted(Collection<Row> rows) {
        return rows.stream().filter(Row::counted);
    }

    static List<Duration> values(Collection<Row> rows) {
        return counted(rows).map(Row::value).flatMap(Stream::ofNullable).toList();
    }

    static Map<ExclusionReason, Integer> exclusions(Collection<Row> rows) {
        Map<ExclusionReason, Integer> counts = new EnumMap<>(ExclusionReason.class);
        rows.stream()
                .map(Row::exclusion)
                .flatMap(Stream::ofNullable)
                .forEach(reason -> counts.merge(reason, 1, Integer::sum));
        return counts;
    }

    /**
     * A place in the order of rows, which stays when rows around it come and go.
     *
     * @param start {@link Instant#MIN} for rows without one
     */
    public record Position(Instant time, Instant start, String subject) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                comparing(Position::time).thenComparing(Position::start).thenComparing(Position::subject);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }
}
