package io.fawkes.anomaly.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SeriesSamples;
import io.fawkes.anomaly.domain.sample.SourceFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the body of an answer piece by piece as it arrives; of the whole it holds one series at a time. Not for concurrent
 * use.
 */
final class AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();

    /** Where in the body the reader is. */
    private enum Place {
        OUTSIDE,
        ROOT,
        DATA,
        RESULT,
        SERIES,
        METRIC,
        VALUES,
        SAMPLE,
        OTHER
    }

    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final List<Place> places = new ArrayList<>(List.of(Place.OUTSIDE));
    private final List<SeriesSamples> finished = new ArrayList<>();

    private String field = "";
    private String status = "";
    private String error = "";
    private boolean complete;
    private Map<String, String> labels = new HashMap<>();
    private SeriesSamples.Builder samples = new SeriesSamples.Builder();
    private long time;

    AnswerReader() {
        try {
            this.parser = JSON.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new IllegalStateException("a parser of no input failed", e);
        }
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    /** Takes the next piece; answers the series that are whole with it. */
    List<SeriesSamples> feed(byte[] piece) {
        try {
            feeder.feedInput(piece, 0, piece.length);
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.NOT_AVAILABLE;
                    token = parser.nextToken()) {
                take(token);
            }
        } catch (IOException e) {
            throw new SourceFailure(
                    SourceFailure.Kind.GARBLED,
                    "Prometheus answered something that is not its JSON (expected: FAWKES_PROMETHEUS_URL names a Prometheus)",
                    e);
        }
        List<SeriesSamples> whole = List.copyOf(finished);
        finished.clear();
        return whole;
    }

    private void take(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> places.add(inside());
            case END_OBJECT, END_ARRAY -> leave(places.removeLast());
            case FIELD_NAME -> field = parser.currentName();
            default -> scalar(token);
        }
    }

    private Place inside() {
        return switch (places.getLast()) {
            case OUTSIDE -> Place.ROOT;
            case ROOT -> field.equals("data") ? Place.DATA : Place.OTHER;
            case DATA -> field.equals("result") ? Place.RESULT : Place.OTHER;
            case RESULT -> Place.SERIES;
            case SERIES ->
                switch (field) {
                    case "metric" -> Place.METRIC;
                    case "values" -> Place.VALUES;
                    default -> Place.OTHER;
                };
            case VALUES -> Place.SAMPLE;
            case METRIC, SAMPLE, OTHER -> Place.OTHER;
        };
    }

    private void leave(Place left) {
        if (left == Place.SERIES) {
            finished.add(samples.build(Labels.of(labels)));
            labels = new HashMap<>();
            samples = new SeriesSamples.Builder();
        } else if (left == Place.ROOT) {
            complete = true;
        }
    }

    private void scalar(JsonToken token) throws IOException {
        switch (places.getLast()) {
            case ROOT -> root();
            case METRIC -> labels.put(field, parser.getText());
            case SAMPLE -> sample(token);
            default -> {}
        }
    }

    private void root() throws IOException {
        switch (field) {
            case "status" -> status = parser.getText();
            case "error" -> error = parser.getText();
            default -> {}
        }
    }

    /** A sample is a pair: the time as a number, then the value as a text. */
    private void sample(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            samples.add(time, value(parser.getText()));
        } else {
            time = Math.round(parser.getDoubleValue());
        }
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** What the server says went wrong; empty if it said nothing of the kind. */
    String error() {
        return error;
    }

    /** Refuses an answer that ended early or is none. */
    void requireWhole() {
        if (!complete || !status.equals("success")) {
            throw new SourceFailure(
                    SourceFailure.Kind.GARBLED, "Prometheus' answer ended early; it is asked again from where it was");
        }
    }
}
