package io.fawkes.gateway.passthrough;

import com.google.rpc.Status;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** The end of a gRPC answer: a status as HTTP trailers. */
final class GrpcTrailers {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private GrpcTrailers() {}

    /** Writes {@code status} as {@code grpc-status}, {@code grpc-message} and {@code grpc-status-details-bin}. */
    static void write(Status status, HttpHeaders trailers) {
        trailers.set("grpc-status", Integer.toString(status.getCode()));
        if (!status.getMessage().isEmpty()) {
            trailers.set("grpc-message", percentEncoded(status.getMessage()));
        }
        if (status.getDetailsCount() > 0) {
            var bytes = Base64.getEncoder().withoutPadding().encodeToString(status.toByteArray());
            trailers.set("grpc-status-details-bin", bytes);
        }
    }

    /** As gRPC over HTTP/2 wants it: all but printable ASCII, and the percent sign, as %-escapes of UTF-8. */
    private static String percentEncoded(String text) {
        var encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= ' ' && octet <= '~' && octet != '%') {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
