package io.fawkes.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.alerting.alertmanager.AlertNode.Malformed;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.AlertReport.Origin;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A rule as Grafana's legacy webhook tells it. Its series are told only while it fires, so the rule is the alert: its
 * name and id, its dashboard and its tags are the labels, and the series become an annotation.
 *
 * @param node the whole body
 * @param expiry how long it is believed after it was received last
 */
record LegacyRule(AlertNode node, Duration expiry) {

    /** What it says at {@code now}; it tells no times. Empty if it neither fires nor ended. */
    Optional<AlertReport> report(Instant now) {
        return switch (node.text("state").orElse("")) {
            case "alerting", "no_data" -> Optional.of(report(now, Optional.empty()));
            case "ok", "paused" -> Optional.of(report(now, Optional.of(now)));
            case "pending", "unknown" -> Optional.empty();
            default ->
                throw new Malformed(
                        "state: missing or unknown (expected: alerting, no_data, ok, paused, pending or unknown)");
        };
    }

    private AlertReport report(Instant now, Optional<Instant> end) {
        Labels labels = node.labels(named());
        return new AlertReport(
                Fingerprint.of(labels), labels, annotations(), node.uri("ruleUrl"), now, end, expiry, Origin.WEBHOOK);
    }

    private Map<String, String> named() {
        Map<String, String> labels =
                new LinkedHashMap<>(node.naming(GrafanaNames::label).texts("tags", AlertNode.LONGEST_LABEL));
        node.limited("ruleName").or(() -> node.limited("title")).ifPresent(name -> labels.put("alertname", name));
        numbered(labels, "rule_id", "ruleId");
        numbered(labels, "dashboard_id", "dashboardId");
        numbered(labels, "panel_id", "panelId");
        numbered(labels, "org_id", "orgId");
        return labels;
    }

    private void numbered(Map<String, String> labels, String label, String field) {
        Optional.of(node.node().path(field))
                .filter(JsonNode::isIntegralNumber)
                .ifPresent(number -> labels.put(label, number.asText()));
    }

    private Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        node.limited("title").ifPresent(title -> annotations.put("summary", title));
        node.limited("message").ifPresent(message -> annotations.put("description", message));
        Optional.of(series()).filter(told -> !told.isEmpty()).ifPresent(told -> annotations.put("value_string", told));
        Optional.of(node.uri("imageUrl"))
                .filter(image -> !image.isEmpty())
                .ifPresent(image -> annotations.put("image_url", image));
        node.text("state").filter("no_data"::equals).ifPresent(state -> annotations.put("grafana_state", state));
        return annotations;
    }

    /** The first series that match, {@code user=97.007606}. */
    private String series() {
        return StreamSupport.stream(node.node().path("evalMatches").spliterator(), false)
                .limit(20)
                .map(match -> match.path("metric").asText() + "="
                        + match.path("value").asText())
                .map(text -> text.replace("\0", ""))
                .collect(Collectors.joining(", "));
    }
}
