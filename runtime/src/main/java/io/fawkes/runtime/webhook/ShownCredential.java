package io.fawkes.runtime.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the sender of a webhook showed to be believed, besides a signature: a bearer token or the password of basic
 * authentication, a last part of the path, or both. It is compared and forgotten: nothing prints it.
 */
public final class ShownCredential {

    /** Nothing was shown. */
    public static final ShownCredential NONE = new ShownCredential(List.of());

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final List<String> secrets;

    private ShownCredential(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * What a request showed.
     *
     * @param authorization value of that header, if there was one; other schemes than Bearer and Basic show nothing
     * @param inPath what stood in the path; empty if nothing did
     */
    public static ShownCredential of(Optional<String> authorization, String inPath) {
        Stream<String> inHeader = authorization.flatMap(ShownCredential::inHeader).stream();
        return new ShownCredential(Stream.concat(inHeader, Stream.of(inPath))
                .filter(secret -> !secret.isEmpty())
                .toList());
    }

    /** The same, and {@code another} that stood in a header of the source's own; empty if it did not. */
    public ShownCredential and(Optional<String> another) {
        return new ShownCredential(Stream.concat(secrets.stream(), another.filter(secret -> !secret.isEmpty()).stream())
                .toList());
    }

    private static Optional<String> inHeader(String authorization) {
        String lower = authorization.toLowerCase(Locale.ROOT);
        if (lower.startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return lower.startsWith(BASIC)
                ? password(authorization.substring(BASIC.length()).strip())
                : Optional.empty();
    }

    /** The part after the colon; whoever knows the password may call itself what it likes. */
    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not what basic authentication looks like: nothing was shown
        }
    }

    List<String> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return secrets.isEmpty() ? "none shown" : "one shown";
    }
}
