package io.fawkes.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.AlertReport.Origin;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.intake.AlertFormat;
import io.fawkes.alerting.domain.intake.Rejection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
                ? JsonAlerts.each(alerts, alert -> report(alert, now))
                : Understanding.refused(
                        Reason.BODY_MALFORMED,
                        "alerts: missing or malformed (expected: an array, as version 4 has it)");
    }

    private AlertReport report(AlertNode alert, Instant now) {
        Labels labels = alert.labels();
        Optional<Instant> told = alert.time("endsAt");
        boolean isResolved = alert.text("status").filter("resolved"::equals).isPresent();
        Instant startsAt = alert.time("startsAt")
                .or(() -> isResolved ? told : Optional.empty())
                .orElse(now);
        return new AlertReport(
                alert.text("fingerprint").flatMap(Fingerprint::parse).orElseGet(() -> Fingerprint.of(labels)),
                labels,
                alert.annotations(),
                alert.generatorUri(),
                startsAt,
                isResolved
                        ? Optional.of(
                                told.filter(end -> !end.isBefore(startsAt)).orElse(now))
                        : Optional.empty(),
                expiry,
                Origin.WEBHOOK);
    }
}
