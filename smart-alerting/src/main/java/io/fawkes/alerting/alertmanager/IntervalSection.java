package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.calendar.NamedInterval;
import io.fawkes.alerting.domain.calendar.QuietTimes;
import io.fawkes.alerting.domain.calendar.Span;
import io.fawkes.alerting.domain.calendar.TimeInterval;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The {@code time_intervals} of a configuration file, and {@code mute_time_intervals}, their older name. */
final class IntervalSection {

    private static final Set<String> KEYS = Set.of("name", "time_intervals");
    private static final Set<String> FIELDS =
            Set.of("times", "weekdays", "days_of_month", "months", "years", "location");

    private final Map<String, NamedInterval> intervals = new HashMap<>();

    IntervalSection(YamlMap file) {
        List.of("mute_time_intervals", "time_intervals")
                .forEach(key -> file.maps(key).forEach(interval -> add(interval.knowing(KEYS))));
    }

    private void add(YamlMap section) {
        String name = section.text("name")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> section.wrong("name", "missing name in time interval"));
        var read = section.maps("time_intervals").stream()
                .map(interval -> interval(interval.knowing(FIELDS)))
                .toList();
        if (intervals.putIfAbsent(name, new NamedInterval(name, read)) != null) {
            throw section.wrong("name", "time interval " + name + " is not unique");
        }
    }

    private static TimeInterval interval(YamlMap fields) {
        return new TimeInterval(
                minutes(fields),
                spans(fields, "weekdays", Spans::weekdays, TimeInterval.ALL_WEEKDAYS, "such as monday:friday"),
                spans(fields, "days_of_month", Spans::daysOfMonth, TimeInterval.ALL_DAYS, "such as 1:7 or -3:-1"),
                spans(fields, "months", Spans::months, TimeInterval.ALL_MONTHS, "such as january:march or 12"),
                spans(fields, "years", Spans::years, TimeInterval.ALL_YEARS, "such as 2026 or 2026:2028"),
                fields.read("location", IntervalSection::zone, "a zone such as Europe/Berlin, UTC or Local")
                        .orElse(ZoneOffset.UTC));
    }

    private static List<Span> minutes(YamlMap fields) {
        return fields.has("times")
                ? fields.maps("times").stream().map(IntervalSection::minutesOf).toList()
                : List.of(TimeInterval.ALL_MINUTES);
    }

    private static Span minutesOf(YamlMap time) {
        time.knowing(Set.of("start_time", "end_time"));
        int start = minute(time, "start_time");
        int end = minute(time, "end_time");
        if (start >= end) {
            throw time.wrong("start_time", "start time cannot be equal or greater than end time");
        }
        return new Span(start, end - 1);
    }

    private static int minute(YamlMap time, String key) {
        return time.read(key, Spans::minute, "a time such as 08:30, at most 24:00")
                .orElseThrow(() -> time.wrong(key, "both start and end times must be provided"));
    }

    private static List<Span> spans(
            YamlMap fields, String key, Function<String, Optional<Span>> parse, Span all, String example) {
        return fields.has(key)
                ? fields.texts(key).stream()
                        .map(text -> parse.apply(text)
                                .orElseThrow(() -> fields.wrong(
                                        key, text + " (expected: one or an ascending range, " + example + ")")))
                        .toList()
                : List.of(all);
    }

    private static Optional<ZoneId> zone(String name) {
        return switch (name) {
            case "Local" -> Optional.of(ZoneId.systemDefault());
            case "UTC" -> Optional.of(ZoneOffset.UTC);
            default ->
                Optional.of(name).filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
        };
    }

    /** When {@code route} is quiet by the intervals that it names. */
    QuietTimes quiet(YamlMap route) {
        return new QuietTimes(named(route, "mute_time_intervals"), named(route, "active_time_intervals"));
    }

    private List<NamedInterval> named(YamlMap route, String key) {
        return route.texts(key).stream()
                .map(name -> Optional.ofNullable(intervals.get(name))
                        .orElseThrow(() -> route.wrong(key, "undefined time interval " + name + " used in route")))
                .toList();
    }
}
