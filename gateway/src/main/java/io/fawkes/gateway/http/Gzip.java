package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Compresses whole answers for callers that say they can read it. Streams are sent as they come. */
final class Gzip {
    /** Below this, what is saved is less than a packet. */
    private static final int WORTH_IT = 1400;

    private Gzip() {}

    /** Whether an answer of {@code mediaType} is better sent compressed. */
    static boolean suits(String acceptEncoding, String mediaType, ByteString content) {
        return content.size() >= WORTH_IT && isText(mediaType) && isAccepted(acceptEncoding);
    }

    static ByteString of(ByteString content) {
        var compressed = ByteString.newOutput();
        try (var gzip = new GZIPOutputStream(compressed)) {
            content.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteString();
    }

    private static boolean isAccepted(String acceptEncoding) {
        return Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1))
                .map(part -> part.replace(" ", ""))
                .anyMatch(
                        part -> part.equals("gzip") || (part.startsWith("gzip;q=") && !part.matches(".*q=0(\\.0*)?")));
    }

    private static boolean isText(String mediaType) {
        return mediaType.startsWith("text/") || mediaType.startsWith("application/json") || mediaType.endsWith("+json");
    }
}
