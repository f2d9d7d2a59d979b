package io.fawkes.dataapi.domain.fact;

import java.util.Comparator;

/**
 * Which of two revisions wins a field: the higher number in the source's own order and, of equal numbers, the higher
 * payload hash. A total order over what was said, blind to when it arrived.
 *
 * @param revision position in the source's own order
 * @param payloadHash first eight bytes of the SHA-256 of what the revision says, as an unsigned number
 */
public record Clock(long revision, long payloadHash) implements Comparable<Clock> {

    private static final Comparator<Clock> ORDER =
            Comparator.comparingLong(Clock::revision).thenComparing(Clock::payloadHash, Long::compareUnsigned);

    @Override
    public int compareTo(Clock other) {
        return ORDER.compare(this, other);
    }
}
