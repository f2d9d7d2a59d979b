package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.netty.handler.codec.http.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tags by which a caller knows an answer again (RFC 9110 section 8.8.3). */
final class Etags {
    private static final Pattern TAG = Pattern.compile("(W/)?\"[!#-~]*\"");
    private static final int BYTES = 12;

    private Etags() {}

    /** The resource's own tag, in quotes; a weak one of the content where it has none, as gzip changes the bytes. */
    static String of(Optional<String> own, ByteString content) {
        return own.map(Etags::quoted)
                .filter(tag -> TAG.matcher(tag).matches())
                .orElseGet(() -> "W/\"%s\"".formatted(digest(content)));
    }

    /** Whether the caller has what {@code tag} stands for. */
    static boolean isKnown(HttpHeaders headers, String tag) {
        return headers.getAll("if-none-match").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || strong(known).equals(strong(tag)));
    }

    private static String quoted(String own) {
        return own.endsWith("\"") ? own : "\"%s\"".formatted(own);
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String digest(ByteString content) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(content.asReadOnlyByteBuffer());
            return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }
}
