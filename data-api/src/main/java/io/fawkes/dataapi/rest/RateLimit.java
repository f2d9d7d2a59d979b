package io.fawkes.dataapi.rest;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer says about when its source may be asked again. GitHub documents the headers; {@code Retry-After} is
 * everybody's.
 */
final class RateLimit {

    /** Without a time, GitHub asks for at least a minute. */
    private static final Duration UNTOLD = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(25);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final int TOO_MANY = 429;
    private static final int FORBIDDEN = 403;
    private static final String SECONDARY = "rate limit";

    private RateLimit() {}

    /** When to ask again, if {@code status} refuses for the number of requests. */
    static Optional<Instant> refused(int status, HttpHeaders headers, String body, Instant now) {
        boolean limited = status == TOO_MANY
                || (status == FORBIDDEN
                        && (headers.contains("retry-after") || exhausted(headers) || body.contains(SECONDARY)));
        return limited ? Optional.of(told(headers, now)) : Optional.empty();
    }

    /** When to ask again, if this answer was the last before the limit. */
    static Optional<Instant> last(HttpHeaders headers, Instant now) {
        return exhausted(headers) ? Optional.of(told(headers, now)) : Optional.empty();
    }

    private static boolean exhausted(HttpHeaders headers) {
        return "0".equals(headers.get("x-ratelimit-remaining"));
    }

    private static Instant told(HttpHeaders headers, Instant now) {
        Instant until = Optional.ofNullable(headers.get("retry-after"))
                .flatMap(text -> after(text, now))
                .or(() -> Optional.ofNullable(headers.get("x-ratelimit-reset"))
                        .filter(text ->
                                exhausted(headers) && SECONDS.matcher(text).matches())
                        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)).plusSeconds(1)))
                .orElseGet(() -> now.plus(UNTOLD));
        Instant latest = now.plus(LONGEST);
        return until.isAfter(latest) ? latest : until;
    }

    private static Optional<Instant> after(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(now.plusSeconds(Long.parseLong(text)));
        }
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty(); // neither of the two ways to write it
        }
    }
}
