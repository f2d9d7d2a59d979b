package io.fawkes.insights.domain.dora;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
