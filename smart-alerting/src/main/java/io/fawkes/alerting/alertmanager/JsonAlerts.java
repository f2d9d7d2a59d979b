package io.fawkes.alerting.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.intake.AlertFormat.Understanding;
import io.fawkes.alerting.domain.intake.Rejection;
import io.fawkes.alerting.domain.intake.Rejection.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Bodies in JSON that hold alerts: no duplicate keys, nothing after the value, nested at most 20 deep. */
final class JsonAlerts {

    private static final int DEEPEST = 20;
    private static final int PROBLEMS_TOLD = 5;
    private static final ObjectReader STRICT = strict();

    private JsonAlerts() {}

    private static ObjectReader strict() {
        ObjectReader reader = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
        reader.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        return reader;
    }

    /** What {@code reader} makes of the JSON; what is no JSON is refused with its place. */
    static Understanding read(Bytes body, Function<JsonNode, Understanding> reader) {
        try {
            return reader.apply(STRICT.readTree(body.array()));
        } catch (JsonProcessingException e) {
            return Understanding.refused(Reason.BODY_MALFORMED, "body: not JSON at " + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException("reading an array of bytes", e);
        }
    }

    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? "its end" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The alerts of {@code array} that can be kept, and why others cannot. */
    static Understanding each(JsonNode array, Function<AlertNode, AlertReport> reader) {
        List<AlertReport> reports = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (int index = 0; index < array.size(); index++) {
            try {
                reports.add(reader.apply(new AlertNode(array.get(index), "alerts[" + index + "]")));
            } catch (AlertNode.Malformed e) {
                problems.add(e.problem());
            }
        }
        return new Understanding(reports, rejection(problems));
    }

    /** The alert that {@code node}, the whole body, is; nothing if it tells of none. */
    static Understanding one(JsonNode node, Function<AlertNode, Optional<AlertReport>> reader) {
        try {
            return new Understanding(
                    reader.apply(new AlertNode(node, "")).stream().toList(), Optional.empty());
        } catch (AlertNode.Malformed e) {
            return Understanding.refused(Reason.ALERT_INVALID, e.problem());
        }
    }

    private static Optional<Rejection> rejection(List<String> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String told = String.join("; ", problems.subList(0, Math.min(PROBLEMS_TOLD, problems.size())));
        int more = problems.size() - PROBLEMS_TOLD;
        return Optional.of(new Rejection(Reason.ALERT_INVALID, more > 0 ? told + "; and " + more + " more" : told));
    }
}
