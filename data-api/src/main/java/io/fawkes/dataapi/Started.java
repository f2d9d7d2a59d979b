package io.fawkes.dataapi;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a start has begun so far: stopped again, the last first, unless the start comes to its end. */
final class Started implements AutoCloseable {

    private final Deque<Runnable> stops = new ArrayDeque<>();

    /** Remembers how a part is stopped. */
    void with(Runnable stop) {
        stops.push(stop);
    }

    /** The start came to its end: {@code whole} stops its parts itself. */
    <T> T whole(T whole) {
        stops.clear();
        return whole;
    }

    @Override
    public void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
