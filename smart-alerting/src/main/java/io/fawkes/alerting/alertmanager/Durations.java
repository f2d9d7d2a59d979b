package io.fawkes.alerting.alertmanager;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: units y w d h m s ms in that order, no fractions; a bare number only if it is 0. */
final class Durations {

    private static final Pattern WRITTEN =
            Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final List<Duration> UNITS = List.of(
            Duration.ofDays(365),
            Duration.ofDays(7),
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));
    /** Go's durations end at 292 years. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Durations() {}

    /** The duration; empty if {@code text} is none. */
    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher written = WRITTEN.matcher(text);
        return text.isEmpty() || !written.matches() ? Optional.empty() : sum(written);
    }

    private static Optional<Duration> sum(Matcher written) {
        try {
            Duration sum = Duration.ZERO;
            for (int unit = 0; unit < UNITS.size(); unit++) {
                String count = written.group(unit + 1);
                sum = count == null ? sum : sum.plus(UNITS.get(unit).multipliedBy(Long.parseLong(count)));
            }
            return Optional.of(sum).filter(total -> total.compareTo(LONGEST) <= 0);
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty(); // longer than any clock
        }
    }
}
