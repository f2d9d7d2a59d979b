package io.fawkes.alerting.alertmanager;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code http_config}. Redirects are never followed and HTTP/2 is never needed, whatever the file says; all else is
 * honoured or refused.
 */
final class HttpSection {

    private static final Set<String> KEYS = Set.of(
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

    private final Optional<YamlMap> http;
    private final TextOrFile texts;

    HttpSection(YamlMap receiver, Optional<YamlMap> global, TextOrFile texts) {
        this.http = receiver.map("http_config").or(() -> global).map(HttpSection::honoured);
        this.texts = texts;
    }

    private static YamlMap honoured(YamlMap http) {
        http.knowing(KEYS).keys().stream()
                .filter(key -> !HONOURED.contains(key) && http.has(key))
                .findFirst()
                .ifPresent(key -> {
                    throw http.wrong(key, "not honoured yet (expected: none)");
                });
        return http;
    }

    /** Value of the header Authorization, if one is sent. */
    Optional<String> authorization() {
        return http.flatMap(this::authorization);
    }

    private Optional<String> authorization(YamlMap found) {
        return found.map("basic_auth")
                .map(this::basic)
                .or(() -> found.map("authorization").map(this::scheme))
                .or(() -> texts.read(found, "bearer_token").map(token -> "Bearer " + token));
    }

    private String basic(YamlMap auth) {
        auth.knowing(Set.of("username", "username_file", "password", "password_file"));
        String pair = texts.read(auth, "username").orElse("") + ":"
                + texts.read(auth, "password").orElse("");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String scheme(YamlMap auth) {
        auth.knowing(Set.of("type", "credentials", "credentials_file"));
        return auth.text("type").orElse("Bearer") + " "
                + texts.read(auth, "credentials").orElse("");
    }
}
