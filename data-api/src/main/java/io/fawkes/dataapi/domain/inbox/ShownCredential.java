package io.fawkes.dataapi.domain.inbox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the sender of a webhook showed to be believed, besides a signature: a bearer token, a last part of the path, or
 * both. It is compared and forgotten: nothing prints it.
 */
public final class ShownCredential {

    /** Nothing was shown. */
    public static final ShownCredential NONE = new ShownCredential(List.of());

    private static final String BEARER = "bearer ";

    private final List<String> secrets;

    private ShownCredential(List<String> secrets) {
        this.secrets = secrets;
    }

    /**
     * What a request showed.
     *
     * @param authorization value of that header, if there was one; other schemes than Bearer show nothing
     * @param inPath what stood in the path; empty if nothing did
     */
    public static ShownCredential of(Optional<String> authorization, String inPath) {
        Stream<String> bearer = authorization.filter(ShownCredential::isBearer).map(ShownCredential::token).stream();
        return new ShownCredential(Stream.concat(bearer, Stream.of(inPath))
                .filter(secret -> !secret.isEmpty())
                .toList());
    }

    private static boolean isBearer(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    private static String token(String authorization) {
        return authorization.substring(BEARER.length()).strip();
    }

    List<String> secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return secrets.isEmpty() ? "none shown" : "one shown";
    }
}
