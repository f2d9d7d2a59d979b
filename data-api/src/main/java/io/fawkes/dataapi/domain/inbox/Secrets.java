package io.fawkes.dataapi.domain.inbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which headers speak for a sender: signatures, tokens, keys. They are compared while a request is judged, and never kept,
 * logged or shown. What is shown in the path is no header and is kept nowhere.
 */
final class Secrets {

    private static final List<String> SIGNS = List.of(
            "authorization",
            "signature",
            "token",
            "secret",
            "password",
            "credential",
            "cookie",
            "api-key",
            "apikey",
            "access-key");

    private Secrets() {}

    /** The headers that may be kept and shown. */
    static Map<String, String> without(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> !isSecret(header.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether a header of that name may hold a secret. */
    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(lower::contains);
    }
}
