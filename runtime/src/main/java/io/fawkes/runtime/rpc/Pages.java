package io.fawkes.runtime.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of a list (AIP-158): sizes within bounds, and opaque tokens that say where a page ended. */
public final class Pages {

    private static final int USUAL = 50;
    private static final int LARGEST = 1_000;
    private static final String SEPARATOR = "\n";

    private Pages() {}

    /** The size to use; 0 means the usual, too many means the most, negative is refused. */
    public static int size(int asked) {
        if (asked < 0) {
            throw RpcStatus.fieldInvalid("page_size", asked + " (expected: 0 to " + LARGEST + ")")
                    .toException();
        }
        return asked == 0 ? USUAL : Math.min(asked, LARGEST);
    }

    /** The token of the page after one that ended at {@code parts}. */
    public static String token(String... parts) {
        String joined = String.join(SEPARATOR, parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What {@code read} makes of a token's parts; empty for the first page.
     *
     * @param refused what the service says to a token that is not its own
     */
    public static <T> Optional<T> position(
            String token, Function<String, RpcStatus> refused, Function<List<String>, T> read) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        try {
            String joined = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Optional.of(read.apply(List.of(joined.split(SEPARATOR, -1))));
        } catch (RuntimeException e) {
            var refusal = refused.apply(token).toException();
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    /** The page's rows: one more was read than asked for, to know whether another page follows. */
    public static <T> List<T> rows(List<T> read, int size) {
        return read.size() > size ? read.subList(0, size) : read;
    }

    /** The token of the next page, if there is one; else empty. */
    public static <T> String next(List<T> read, int size, Function<T, String> tokenOf) {
        return read.size() > size ? tokenOf.apply(read.get(size - 1)) : "";
    }
}
