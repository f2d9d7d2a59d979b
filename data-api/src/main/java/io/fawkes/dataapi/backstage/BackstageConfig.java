package io.fawkes.dataapi.backstage;

import io.fawkes.runtime.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a Backstage is asked.
 *
 * @param url where it is, without {@code /api/catalog}
 * @param token to show, if any; a secret
 * @param timeout longest time for one answer
 */
public record BackstageConfig(URI url, Optional<String> token, Duration timeout) {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    /** As {@code settings} say; empty if they name none. */
    public static Optional<BackstageConfig> from(Settings settings) {
        Optional<String> token = settings.secret("FAWKES_BACKSTAGE_TOKEN");
        Duration timeout = settings.duration("FAWKES_BACKSTAGE_TIMEOUT", USUAL_TIMEOUT);
        return settings.read("FAWKES_BACKSTAGE_URL", BackstageConfig::http, "http:// or https:// and a host")
                .map(url -> new BackstageConfig(url, token, timeout));
    }

    private static URI http(String text) {
        URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw new IllegalArgumentException("no URL of a server");
        }
        return url;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
