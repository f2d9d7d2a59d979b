package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.webhook.WebhookTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** One {@code webhook_configs} entry of a configuration file. */
final class WebhookSection {

    private static final Set<String> KEYS =
            Set.of("send_resolved", "url", "url_file", "http_config", "max_alerts", "timeout", "payload");
    private static final Set<String> HTTP_KEYS = Set.of(
            "basic_auth",
            "authorization",
            "oauth2",
            "bearer_token",
            "bearer_token_file",
            "proxy_url",
            "no_proxy",
            "proxy_from_environment",
            "proxy_connect_header",
            "follow_redirects",
            "enable_http2",
            "tls_config",
            "http_headers");
    private static final Set<String> HONOURED = Set.of(
            "basic_auth", "authorization", "bearer_token", "bearer_token_file", "follow_redirects", "enable_http2");

    private final YamlMap config;
    private final Path place;
    private final Optional<YamlMap> http;

    WebhookSection(YamlMap config, Path place, Optional<YamlMap> globalHttp) {
        this.config = config.knowing(KEYS);
        this.place = place;
        this.http = config.map("http_config").or(() -> globalHttp).map(WebhookSection::honoured);
        if (config.isFilled("payload")) {
            throw config.wrong("payload", "not honoured yet (expected: none, the payload is version 4)");
        }
    }

    /** Redirects are never followed and HTTP/2 is never needed, whatever the file says; all else is honoured or refused. */
    private static YamlMap honoured(YamlMap http) {
        http.knowing(HTTP_KEYS).keys().stream()
                .filter(key -> !HONOURED.contains(key) && http.has(key))
                .findFirst()
                .ifPresent(key -> {
                    throw http.wrong(key, "not honoured yet (expected: none)");
                });
        return http;
    }

    boolean sendResolved() {
        return config.flag("send_resolved", true);
    }

    int maxAlerts() {
        return config.read("max_alerts", WebhookSection::count, "a whole number of 0 or more")
                .orElse(0);
    }

    private static Optional<Integer> count(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    WebhookTarget target() {
        return new WebhookTarget(uri(), timeout(), http.flatMap(this::authorization));
    }

    private URI uri() {
        String text = config.text("url")
                .or(() -> config.text("url_file").map(file -> content(config, "url_file", file)))
                .orElseThrow(() -> config.wrong("url", "missing (expected: url or url_file)"));
        if (config.has("url") && config.has("url_file")) {
            throw config.wrong("url", "both url and url_file (expected: one of them)");
        }
        return parsed(text)
                .orElseThrow(() -> config.wrong("url", "not an http or https address (expected: http://host/path)"));
    }

    private static Optional<URI> parsed(String text) {
        try {
            var uri = URI.create(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isHttp && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // told by the caller, without the address: it may be a secret
        }
    }

    private Duration timeout() {
        Duration asked = config.read("timeout", Durations::parse, "a duration such as 10s")
                .filter(Duration::isPositive)
                .orElse(WebhookTarget.USUAL_TIMEOUT);
        return asked.compareTo(WebhookTarget.LONGEST_TIMEOUT) < 0 ? asked : WebhookTarget.LONGEST_TIMEOUT;
    }

    private Optional<String> authorization(YamlMap found) {
        return found.map("basic_auth")
                .map(this::basic)
                .or(() -> found.map("authorization").map(this::scheme))
                .or(() -> found.text("bearer_token").map(token -> "Bearer " + token))
                .or(() -> found.text("bearer_token_file")
                        .map(file -> "Bearer " + content(found, "bearer_token_file", file)));
    }

    private String basic(YamlMap auth) {
        auth.knowing(Set.of("username", "username_file", "password", "password_file"));
        String pair = value(auth, "username") + ":" + value(auth, "password");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String scheme(YamlMap auth) {
        auth.knowing(Set.of("type", "credentials", "credentials_file"));
        return auth.text("type").orElse("Bearer") + " " + value(auth, "credentials");
    }

    private String value(YamlMap auth, String key) {
        String file = key + "_file";
        return auth.text(key)
                .or(() -> auth.text(file).map(name -> content(auth, file, name)))
                .orElse("");
    }

    private String content(YamlMap section, String key, String file) {
        try {
            return Files.readString(place.resolveSibling(file)).strip();
        } catch (IOException e) {
            var invalid = section.wrong(key, file + " (expected: a file that can be read)");
            invalid.initCause(e);
            throw invalid;
        }
    }
}
