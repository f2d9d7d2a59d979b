package io.fawkes.gateway.http;

import io.fawkes.gateway.transcode.Refusal;
import io.fawkes.runtime.config.Address;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of other hosts out of a door that trusts everyone on this machine: a browser that was lured there, by
 * DNS rebinding or a cross-site request, names a foreign host.
 */
final class LoopbackGuard {
    private final boolean onLoopback;
    private final Cors cors;

    LoopbackGuard(Address listen, Cors cors) {
        this.onLoopback = listen.isLoopback();
        this.cors = cors;
    }

    /** Refuses a request whose {@code Host} is not loopback, or whose {@code Origin} is neither that nor listed. */
    void check(HttpHeaders headers) {
        if (onLoopback) {
            require("host", headers.get("host"), "//");
            requireOrigin(headers.get("origin"));
        }
    }

    private void requireOrigin(@Nullable String origin) {
        if (origin != null && !cors.allows(origin)) {
            require("origin", origin, "");
        }
    }

    private static void require(String header, @Nullable String value, String prefix) {
        if (value != null && !isLoopback(hostOf(prefix + value))) {
            throw Refusal.originForeign(header, value);
        }
    }

    private static @Nullable String hostOf(String uri) {
        try {
            return URI.create(uri).getHost();
        } catch (IllegalArgumentException _) {
            return null; // No host at all is no loopback host.
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        var name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            return name.equals("[::1]") || name.equals("[0:0:0:0:0:0:0:1]");
        }
        return name.equals("localhost") || name.matches("127(\\.[0-9]{1,3}){3}");
    }
}
