package io.fawkes.insights.domain.dora;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Lengths of the parts that a window is answered in; their bounds are midnights of the zone, whatever its clocks do. */
public enum Bucket {
    /** A day, of 23, 24 or 25 hours. */
    DAY {
        @Override
        LocalDate startOf(LocalDate day) {
            return day;
        }

        @Override
        LocalDate after(LocalDate start) {
            return start.plusDays(1);
        }
    },
    /** An ISO week, from Monday. */
    WEEK {
        @Override
        LocalDate startOf(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        @Override
        LocalDate after(LocalDate start) {
            return start.plusWeeks(1);
        }
    },
    /** A calendar month. */
    MONTH {
        @Override
        LocalDate startOf(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        LocalDate after(LocalDate start) {
            return start.plusMonths(1);
        }
    };

    abstract LocalDate startOf(LocalDate day);

    abstract LocalDate after(LocalDate start);

    /** The parts of {@code window}, without gap or overlap; the first and the last may be shorter than the others. */
    public List<Window> partsOf(Window window, ZoneId zone) {
        List<Window> parts = new ArrayList<>();
        Instant start = window.start();
        LocalDate next = after(startOf(start.atZone(zone).toLocalDate()));
        while (start.isBefore(window.end())) {
            Instant end = Window.earlier(next.atStartOfDay(zone).toInstant(), window.end());
            parts.add(new Window(start, end));
            start = end;
            next = after(next);
        }
        return parts;
    }
}
