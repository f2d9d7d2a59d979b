package io.fawkes.anomaly.rules;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 14d}, {@code 2w}. */
final class Spans {
    private static final Pattern WHOLE = Pattern.compile("([0-9]+[smhdw])+");
    private static final Pattern PART = Pattern.compile("([0-9]+)([smhdw])");
    private static final int DAYS_OF_WEEK = 7;

    private Spans() {}

    /** Reads a duration longer than zero. */
    static Duration parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        Duration sum = PART.matcher(text).results().map(Spans::part).reduce(Duration.ZERO, Duration::plus);
        if (sum.isZero()) {
            throw new IllegalArgumentException(text);
        }
        return sum;
    }

    private static Duration part(MatchResult part) {
        long count = Long.parseLong(part.group(1));
        return switch (part.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(count * DAYS_OF_WEEK);
        };
    }
}
