package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the door knows of an HTTP request after its path.
 *
 * @param rawQuery the query as it arrived, without the question mark; empty if there is none
 * @param headers values by lower-case name
 * @param body the bytes of the body, or their beginning
 * @param bodySize size of the whole body in bytes; larger than {@code body} if it was cut off
 */
public record RestRequest(String rawQuery, Map<String, List<String>> headers, ByteString body, long bodySize) {
    /** A request without a body. */
    public static RestRequest withoutBody(String rawQuery, Map<String, List<String>> headers) {
        return new RestRequest(rawQuery, headers, ByteString.EMPTY, 0);
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(List::getFirst);
    }
}
