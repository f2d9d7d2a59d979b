package io.fawkes.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.intake.AlertFormat;
import io.fawkes.alerting.domain.intake.Rejection.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * Grafana's webhooks. Unified alerting posts Alertmanager's shape with pages and values beside each alert, which become
 * annotations; the legacy one of Grafana 7 and before posts one rule with its state.
 */
public final class GrafanaFormat implements AlertFormat {

    private final Duration expiry;

    /**
     * @param expiry how long a firing alert is believed after it was received last
     */
    public GrafanaFormat(Duration expiry) {
        this.expiry = expiry;
    }

    @Override
    public Understanding read(Bytes body, Instant now) {
        return JsonAlerts.read(body, json -> understood(json, now));
    }

    private Understanding understood(JsonNode json, Instant now) {
        if (json.path("alerts").isArray()) {
            return JsonAlerts.each(json.path("alerts"), alert -> unified(alert, now));
        }
        return json.has("ruleName") || json.has("ruleId")
                ? JsonAlerts.one(json, rule -> new LegacyRule(rule, expiry).report(now))
                : Understanding.refused(
                        Reason.BODY_MALFORMED,
                        "alerts: missing (expected: an array as unified alerting has it, or ruleName and state)");
    }

    private AlertReport unified(AlertNode alert, Instant now) {
        return GroupedAlert.report(alert.naming(GrafanaNames::label), expiry, now)
                .annotated(GrafanaNames.pages(alert));
    }
}
