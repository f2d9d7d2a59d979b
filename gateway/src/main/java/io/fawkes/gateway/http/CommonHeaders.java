package io.fawkes.gateway.http;

import io.fawkes.gateway.backend.Forwarding;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import reactor.netty.http.server.HttpServerResponse;

/** What every answer says, whatever it is about. Safe for concurrent use. */
final class CommonHeaders {
    /** IMF-fixdate, which every answer is to carry (RFC 9110 section 6.6.1). */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final boolean encrypted;

    CommonHeaders(InstantSource clock, boolean encrypted) {
        this.clock = clock;
        this.encrypted = encrypted;
    }

    void add(HttpServerResponse response, String requestId) {
        response.header(Forwarding.REQUEST_ID, requestId).header("date", HTTP_DATE.format(clock.instant()));
    }

    /** For browsers: data is no page, and is shown in no frame. */
    void guard(HttpServerResponse response) {
        response.header("x-content-type-options", "nosniff")
                .header("x-frame-options", "DENY")
                .header("referrer-policy", "no-referrer")
                .header("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .header("cache-control", "no-store");
        if (encrypted) {
            response.header("strict-transport-security", "max-age=31536000");
        }
    }
}
