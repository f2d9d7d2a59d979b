package io.fawkes.anomaly.prometheus;

import io.fawkes.runtime.config.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * How a Prometheus is asked.
 *
 * @param url where its API begins, without {@code /api/v1}
 * @param authorization header to show, if any; a secret
 * @param lag samples younger than this may still change and are not asked for
 * @param timeout longest time for an answer
 * @param mostBytes largest answer
 */
public record PrometheusConfig(
        URI url, Optional<String> authorization, Duration lag, Duration timeout, long mostBytes) {
    private static final String URL = "FAWKES_PROMETHEUS_URL";
    private static final String TOKEN = "FAWKES_PROMETHEUS_TOKEN";
    private static final String USER = "FAWKES_PROMETHEUS_USER";
    private static final String PASSWORD = "FAWKES_PROMETHEUS_PASSWORD";
    private static final String LAG = "FAWKES_PROMETHEUS_LAG";
    private static final String TIMEOUT = "FAWKES_PROMETHEUS_TIMEOUT";
    private static final Duration USUAL_LAG = Duration.ofSeconds(30);
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 256L << 20;

    /** As {@code settings} say; empty if they name none. */
    public static Optional<PrometheusConfig> from(Settings settings) {
        Optional<String> authorization = authorization(settings);
        Duration lag = settings.duration(LAG, USUAL_LAG);
        Duration timeout = settings.duration(TIMEOUT, USUAL_TIMEOUT);
        return settings.read(URL, PrometheusConfig::http, "http:// or https:// and a host")
                .map(url -> new PrometheusConfig(url, authorization, lag, timeout, MOST_BYTES));
    }

    private static URI http(String text) {
        URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw new IllegalArgumentException("no URL of a server");
        }
        return url;
    }

    private static Optional<String> authorization(Settings settings) {
        Optional<String> token = settings.secret(TOKEN).map(value -> "Bearer " + value);
        Optional<String> basic = settings.text(USER).map(user -> basic(settings, user));
        if (token.isPresent() && basic.isPresent()) {
            settings.mistake(USER + ": given with " + TOKEN + " (expected: one of the two)");
        }
        return token.or(() -> basic);
    }

    private static String basic(Settings settings, String user) {
        String pair = user + ":" + settings.secret(PASSWORD).orElse("");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
