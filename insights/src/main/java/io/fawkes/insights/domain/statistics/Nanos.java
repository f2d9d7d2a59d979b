package io.fawkes.insights.domain.statistics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Instants as nanoseconds since 1970, for columns that many of them are read from: those of 1677 to 2262 to the nanosecond,
 * others as the nearer end of that time.
 */
public final class Nanos {
    /** No instant; before all others. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000_000;
    private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;

    private Nanos() {}

    /** Nanoseconds of {@code instant}; {@link #ABSENT} of null. */
    public static long of(@Nullable Instant instant) {
        return instant == null ? ABSENT : of(instant.getEpochSecond(), instant.getNano());
    }

    /** Nanoseconds of so many {@code seconds} and {@code nanos} after 1970. */
    public static long of(long seconds, int nanos) {
        if (Math.abs(seconds) > LAST_SECOND) {
            return seconds > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
        }
        return seconds * SECOND + nanos;
    }

    /** The instant of {@code nanos}, which is there. */
    public static Instant at(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    /** Where in {@code ascending} the first is, of those from {@code from} up to and without {@code to}, that is not less than {@code nanos}. */
    public static int firstFrom(long nanos, long[] ascending, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
