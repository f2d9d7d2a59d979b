package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The time that metrics are about.
 *
 * @param days days and weeks of the zone
 * @param watermark what lies after it has not happened yet
 * @param firstSuccess end of the first successful production deployment; null if there is none
 */
record Span(
        Window window,
        Days days,
        Instant watermark,
        @Nullable Instant firstSuccess) {

    /** The same about a part of the window. */
    Span of(Window part) {
        return new Span(part, days, watermark, firstSuccess);
    }

    /**
     * The part of the window that was lived through, as far as it is known: from the day of the first success on, to the
     * watermark. One of {@code rows} may be dated after that by a fast clock; that much has happened then.
     */
    Optional<Window> lived(Pool rows) {
        long last = rows.lastDated();
        Instant seen = last == Column.ABSENT
                ? watermark
                : Window.later(watermark, Nanos.at(last).plusNanos(1));
        Instant end = Window.earlier(window.end(), seen);
        return Optional.ofNullable(firstSuccess)
                .map(first -> Window.later(window.start(), days.startOf(days.day(first))))
                .filter(start -> start.isBefore(end))
                .map(start -> new Window(start, end));
    }

    /** From {@code time} to the end of the window or to the watermark, whichever is earlier; never negative. */
    Duration since(Instant time) {
        return Duration.between(time, Window.later(time, Window.earlier(window.end(), watermark)));
    }

    /** Whether at least {@code weeks} full weeks passed between the first success and the end of what is known. */
    boolean hasHistoryOf(int weeks) {
        Instant end = Window.earlier(window.end(), watermark);
        return firstSuccess != null && firstSuccess.isBefore(end) && days.between(firstSuccess, end) >= 7.0 * weeks;
    }
}
