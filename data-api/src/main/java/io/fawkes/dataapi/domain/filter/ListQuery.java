package io.fawkes.dataapi.domain.filter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One page of a list.
 *
 * @param condition which rows
 * @param order in which order; rows of one time stand by their names
 * @param limit how many at most
 * @param after the row before the page; empty for the first page
 * @param teams only rows of services that these teams own; empty means all
 */
public record ListQuery(
        Condition condition, Order order, int limit, Optional<Position> after, Optional<Set<String>> teams) {

    public ListQuery {
        teams = teams.map(Set::copyOf);
    }

    /** The same, of rows that also fulfil {@code other}. */
    public ListQuery and(Condition other) {
        return new ListQuery(new Condition.And(List.of(condition, other)), order, limit, after, teams);
    }

    /** The page after {@code position}. */
    public ListQuery after(Position position) {
        return new ListQuery(condition, order, limit, Optional.of(position), teams);
    }

    /**
     * Where a row stands in an order. Rows that come later change nothing about it.
     *
     * @param time the time it stands by; empty if it has none, or stands by its name. Rows without come last in time
     * @param id last part of its name
     */
    public record Position(Optional<Instant> time, String id) {}

    /**
     * A row and where it stands.
     *
     * @param row the row
     * @param position where
     */
    public record Listed<T>(T row, Position position) {}
}
