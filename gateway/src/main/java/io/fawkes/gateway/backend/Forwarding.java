package io.fawkes.gateway.backend;

import io.grpc.Metadata;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a request's headers reaches a service: an allow list, as hop-by-hop headers in metadata make gRPC reset the
 * stream. Trace context is not here; the channel's own interceptor writes it.
 */
public final class Forwarding {
    /** Header with the request's id, in and out. */
    public static final String REQUEST_ID = "x-request-id";

    private static final Metadata.Key<String> REQUEST_ID_KEY = key(REQUEST_ID);
    private static final Metadata.Key<String> AUTHORIZATION_KEY = key("authorization");
    /** A caller's id is taken over only if it can do no harm in a log. */
    private static final Pattern REQUEST_ID_FORM = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private static final Pattern SECONDS_FORM = Pattern.compile("[0-9]{1,8}(\\.[0-9]{1,9})?");
    private static final Pattern TIMEOUT_FORM = Pattern.compile("[0-9]{1,8}[HMSmun]");

    private Forwarding() {}

    /** The caller's id of the request, or a new one. */
    public static String requestId(@Nullable String given) {
        return given != null && REQUEST_ID_FORM.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    /** The metadata of a call made for a request with these headers. */
    public static Metadata metadata(Function<String, @Nullable String> header, String requestId) {
        var metadata = new Metadata();
        metadata.put(REQUEST_ID_KEY, requestId);
        var authorization = header.apply("authorization");
        if (authorization != null) {
            metadata.put(AUTHORIZATION_KEY, authorization);
        }
        return metadata;
    }

    /** The shortest of {@code grpc-timeout}, {@code x-server-timeout} (in seconds) and {@code most}. */
    public static Duration timeout(Function<String, @Nullable String> header, Duration most) {
        return Stream.of(grpcTimeout(header.apply("grpc-timeout")), seconds(header.apply("x-server-timeout")))
                .flatMap(Optional::stream)
                .filter(asked -> asked.compareTo(most) < 0)
                .min(Comparator.naturalOrder())
                .orElse(most);
    }

    private static Optional<Duration> seconds(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(text -> SECONDS_FORM.matcher(text).matches())
                .map(text ->
                        Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue()));
    }

    private static Optional<Duration> grpcTimeout(@Nullable String header) {
        if (header == null || !TIMEOUT_FORM.matcher(header).matches()) {
            return Optional.empty();
        }
        int end = header.length() - 1;
        return Optional.of(Duration.of(Long.parseLong(header.substring(0, end)), unit(header.charAt(end))));
    }

    private static ChronoUnit unit(char letter) {
        return switch (letter) {
            case 'H' -> ChronoUnit.HOURS;
            case 'M' -> ChronoUnit.MINUTES;
            case 'S' -> ChronoUnit.SECONDS;
            case 'm' -> ChronoUnit.MILLIS;
            case 'u' -> ChronoUnit.MICROS;
            default -> ChronoUnit.NANOS;
        };
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
