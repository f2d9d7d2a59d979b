package io.fawkes.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.intake.AlertFormat;
import io.fawkes.alerting.domain.intake.Rejection.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * Alertmanager's webhook, version 4, and what older senders leave out. Its groups are not looked at: each alert counts for
 * itself, and one that a later post does not name is unknown, not resolved.
 */
public final class WebhookFormat implements AlertFormat {

    private final Duration expiry;

    /**
     * @param expiry how long a firing alert is believed after it was received last: such a sender names it again only
     *     every repeat_interval
     */
    public WebhookFormat(Duration expiry) {
        this.expiry = expiry;
    }

    @Override
    public Understanding read(Bytes body, Instant now) {
        return JsonAlerts.read(body, json -> understood(json, now));
    }

    private Understanding understood(JsonNode json, Instant now) {
        JsonNode alerts = json.path("alerts");
        return alerts.isArray()
                ? JsonAlerts.each(alerts, alert -> GroupedAlert.report(alert, expiry, now))
                : Understanding.refused(
                        Reason.BODY_MALFORMED,
                        "alerts: missing or malformed (expected: an array, as version 4 has it)");
    }
}
