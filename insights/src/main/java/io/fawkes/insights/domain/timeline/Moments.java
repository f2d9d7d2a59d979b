package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.statistics.Nanos;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of times: eight bytes each, twelve if one of them has a fraction of a second. Immutable. */
final class Moments {
    private static final long ABSENT = Long.MIN_VALUE;

    private final long[] seconds;
    private final int @Nullable [] nanos;

    private Moments(long[] seconds, int @Nullable [] nanos) {
        this.seconds = seconds;
        this.nanos = nanos;
    }

    static Moments of(List<? extends @Nullable Instant> times) {
        long[] seconds = new long[times.size()];
        int[] nanos = new int[times.size()];
        boolean fractions = false;
        for (int i = 0; i < seconds.length; i++) {
            Instant time = times.get(i);
            seconds[i] = time == null ? ABSENT : time.getEpochSecond();
            nanos[i] = time == null ? 0 : time.getNano();
            fractions |= nanos[i] != 0;
        }
        return new Moments(seconds, fractions ? nanos : null);
    }

    /** The time, if there is one. */
    @Nullable
    Instant find(int index) {
        return seconds[index] == ABSENT ? null : at(index);
    }

    /** The time in nanoseconds since 1970; {@link Nanos#ABSENT} if there is none. */
    long nanos(int index) {
        return seconds[index] == ABSENT ? Nanos.ABSENT : Nanos.of(seconds[index], nanos == null ? 0 : nanos[index]);
    }

    /** The time, which is there. */
    Instant at(int index) {
        return Instant.ofEpochSecond(seconds[index], nanos == null ? 0 : nanos[index]);
    }

    /** Of a column in order: where the first time is that is not before {@code time}. */
    int firstFrom(Instant time) {
        int low = 0;
        int high = seconds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(middle, time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(int index, Instant time) {
        long second = time.getEpochSecond();
        return seconds[index] < second
                || (seconds[index] == second && nanos != null && nanos[index] < time.getNano())
                || (seconds[index] == second && nanos == null && time.getNano() > 0);
    }
}
