package io.fawkes.alerting.domain.calendar;

/**
 * Numbers from one to another, both included.
 *
 * @param first the smallest
 * @param last the largest
 */
public record Span(int first, int last) {

    boolean contains(int number) {
        return first <= number && number <= last;
    }

    /**
     * The days of a month of {@code length} days that it means: negative ones count from the month's end (-1 is its last
     * day), and what lies outside of the month is cut off. One that begins after the month contains none of its days.
     */
    Span inMonth(int length) {
        int from = first < 0 ? length + first + 1 : first;
        int to = last < 0 ? length + last + 1 : last;
        return new Span(from, Math.min(to, length));
    }
}
