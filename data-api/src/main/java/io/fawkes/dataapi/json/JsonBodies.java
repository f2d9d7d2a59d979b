package io.fawkes.dataapi.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * Webhook bodies that are one JSON object: no duplicate keys, nothing after it, nested at most 100 deep. A body that
 * its reader cannot use is refused with the place or field that is wrong, never with an exception.
 */
public final class JsonBodies {

    private static final int DEEPEST = 100;
    private static final ObjectReader STRICT = strict();

    private JsonBodies() {}

    private static ObjectReader strict() {
        ObjectReader reader = JsonMapper.builder()
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
        reader.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        return reader;
    }

    /** What {@code reader} makes of {@code body}; it may throw {@link Json.Malformed}. */
    public static Understanding read(Bytes body, Function<Json, Understanding> reader) {
        try {
            JsonNode node = STRICT.readTree(body.array());
            return node.isObject()
                    ? reader.apply(Json.body(node))
                    : Understanding.refused(Reason.BODY_MALFORMED, "body: not a JSON object");
        } catch (JsonProcessingException e) {
            return Understanding.refused(Reason.BODY_MALFORMED, "body: not JSON at " + place(e));
        } catch (Json.Malformed e) {
            return Understanding.refused(Reason.BODY_MALFORMED, e.problem());
        } catch (IOException e) {
            throw new UncheckedIOException("reading an array of bytes", e);
        }
    }

    /** The value that {@code body} is; {@link Json.Malformed} if it is not JSON. */
    public static JsonNode value(Bytes body) {
        try {
            return STRICT.readTree(body.array());
        } catch (JsonProcessingException e) {
            var malformed = new Json.Malformed("body", "JSON, which it is not at " + place(e));
            malformed.initCause(e);
            throw malformed;
        } catch (IOException e) {
            throw new UncheckedIOException("reading an array of bytes", e);
        }
    }

    /** What {@code reader} makes of an object that was put together; it may throw {@link Json.Malformed}. */
    public static Understanding understood(JsonNode body, Function<Json, Understanding> reader) {
        try {
            return reader.apply(Json.body(body));
        } catch (Json.Malformed e) {
            return Understanding.refused(Reason.BODY_MALFORMED, e.problem());
        }
    }

    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? "its end" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
