package io.fawkes.dataapi.rest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Where a source's REST interface is, and what is shown to it.
 *
 * @param base without a slash at its end
 * @param authorization value of the header {@code authorization}; never shown by {@link #toString}
 */
public record RestAccess(URI base, Optional<String> authorization) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** The address that {@code text} writes; {@link IllegalArgumentException} if it is none of a REST interface. */
    public static URI address(String text) {
        URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null || !plain) {
            throw new IllegalArgumentException("no address of a REST interface");
        }
        return uri;
    }

    /** Shows a token. */
    public static String bearer(String token) {
        return "Bearer " + token;
    }

    /** Shows a user's name and token. */
    public static String basic(String user, String token) {
        byte[] pair = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Where {@code target} is: a path with its query below the address, or a whole address. */
    URI resolve(String target) {
        return URI.create(target.startsWith("/") ? base + target : target);
    }

    /** Whether {@code uri} has the scheme, host, port and path of the address: nothing else is ever asked. */
    boolean covers(URI uri) {
        return base.getScheme().equals(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(uri) == port(base)
                && uri.getRawUserInfo() == null
                && uri.normalize().getRawPath().startsWith(base.getRawPath() + "/");
    }

    /** What of {@code uri}, which is covered, comes after the address. */
    String target(URI uri) {
        String path = uri.getRawPath().substring(base.getRawPath().length());
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static int port(URI uri) {
        int usual = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? usual : uri.getPort();
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
