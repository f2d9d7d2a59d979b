package io.fawkes.dataapi.domain.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which times are believed: from the year 2000 to a day ahead of this server's clock. A clock that is further off would
 * put deployments into months that nobody looks at.
 */
public final class PlausibleTimes {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(1);

    private PlausibleTimes() {}

    /** One line about the first time of {@code revision} that cannot be true at {@code now}; empty if all can. */
    public static Optional<String> problem(Revision revision, Instant now) {
        return revision.fields().entrySet().stream()
                .flatMap(field -> times(field).stream())
                .filter(time ->
                        time.getValue().isBefore(EARLIEST) || time.getValue().isAfter(now.plus(AHEAD)))
                .map(time ->
                        time.getKey() + ": " + time.getValue() + " (expected: from " + EARLIEST + " to a day from now)")
                .findFirst();
    }

    private static Optional<Map.Entry<String, Instant>> times(Map.Entry<String, Optional<Object>> field) {
        return field.getValue().flatMap(PlausibleTimes::time).map(time -> Map.entry(field.getKey(), time));
    }

    /** The time that a field's value is or holds; empty if it has none. */
    static Optional<Instant> time(Object value) {
        return switch (value) {
            case Instant instant -> Optional.of(instant);
            case StatusChange change -> Optional.of(change.occurredAt());
            default -> Optional.empty();
        };
    }
}
