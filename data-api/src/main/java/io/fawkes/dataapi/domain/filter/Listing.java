package io.fawkes.dataapi.domain.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * How one kind of resource can be listed.
 *
 * @param fields what it can be filtered by
 * @param times times it can stand by, besides its name
 * @param usual the order if nothing is asked
 */
public record Listing(FilterFields fields, List<String> times, Order usual) {

    public Listing {
        times = List.copyOf(times);
    }

    /** What {@code filter} asks; fails with InvalidField. */
    public Condition condition(String filter) {
        return Filters.read(filter, fields);
    }

    /** What {@code orderBy} asks; fails with InvalidField. */
    public Order order(String orderBy) {
        List<String> known = new ArrayList<>(times);
        known.add(Order.NAME);
        return Order.read(orderBy, known, usual);
    }
}
