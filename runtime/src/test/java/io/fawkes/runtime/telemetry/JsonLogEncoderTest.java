package io.fawkes.runtime.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class JsonLogEncoderTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void keepsWhateverAMessageHoldsInOneLine() {
        var awkward = "\"quoted\" \\ \n\r\t\u0001\u007f ünïcode \uD83D\uDE80";

        var line = encoded(event(awkward, null));

        assertEquals(1, line.lines().count());
        assertEquals(awkward, parsed(line).get("message").getAsString());
    }

    @Test
    void showsKeyValuesAndTheStack() {
        var event = event("failed", new IllegalStateException("no"));
        event.setKeyValuePairs(List.of(new KeyValuePair("topic", "mail")));

        var line = parsed(encoded(event));

        assertEquals("mail", line.get("topic").getAsString());
        assertTrue(line.get("stack").getAsString().contains("IllegalStateException: no"));
        assertEquals("warn", line.get("level").getAsString());
    }

    @Test
    void namesTheTraceWhereThereIsOne() {
        var context = SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
        JsonObject inside;
        try (var _ = Span.wrap(context).makeCurrent()) {
            inside = parsed(encoded(event("inside", null)));
        }

        assertEquals(TRACE, inside.get("trace_id").getAsString());
        assertEquals(SPAN, inside.get("span_id").getAsString());
        assertFalse(parsed(encoded(event("outside", null))).has("trace_id"));
    }

    private static LoggingEvent event(String message, @Nullable Throwable thrown) {
        var logger = new LoggerContext().getLogger("test");
        return new LoggingEvent("test", logger, Level.WARN, message, thrown, null);
    }

    private static String encoded(LoggingEvent event) {
        return new String(new JsonLogEncoder().encode(event), UTF_8);
    }

    private static JsonObject parsed(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }
}
