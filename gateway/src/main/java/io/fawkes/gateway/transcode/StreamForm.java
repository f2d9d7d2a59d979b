package io.fawkes.gateway.transcode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How the messages of a stream stand in one HTTP body. */
public enum StreamForm {
    /** One JSON document a line; what a caller gets who does not say. */
    LINES("application/x-ndjson"),
    /** Server-sent events, for a browser's {@code EventSource}. */
    EVENTS("text/event-stream"),
    /** One JSON array, for callers that wait for the end. */
    ARRAY("application/json"),
    /** The bytes of {@code google.api.HttpBody}, one message behind the other. */
    RAW("application/octet-stream");

    private static final List<StreamForm> JSON_FORMS = List.of(LINES, EVENTS, ARRAY);

    private final String mediaType;

    StreamForm(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Its media type; of {@link #RAW}, the one of bytes that do not say. */
    public String mediaType() {
        return mediaType;
    }

    /** The form that an {@code Accept} header likes best; {@link #LINES} if it names none, as no answer helps nobody. */
    static StreamForm accepted(String accept) {
        var ranges = Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",", -1))
                .map(Range::of)
                .filter(range -> range.quality() > 0)
                .sorted(Comparator.comparingDouble(Range::quality).reversed())
                .toList();
        for (var range : ranges) {
            for (var form : JSON_FORMS) {
                if (range.holds(form.mediaType)) {
                    return form;
                }
            }
        }
        return LINES;
    }

    private record Range(String mediaType, double quality) {
        static Range of(String text) {
            var parts = text.split(";", -1);
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                var parameter = parts[i].strip();
                quality = parameter.startsWith("q=") ? weight(parameter.substring(2)) : quality;
            }
            return new Range(parts[0].strip(), quality);
        }

        boolean holds(String type) {
            return mediaType.equals(type)
                    || mediaType.equals("*/*")
                    || mediaType.equals(type.substring(0, type.indexOf('/')) + "/*");
        }

        private static double weight(String text) {
            return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
        }
    }
}
