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
 * Alerts of any sender: an array of them, an object with an array {@code alerts}, or one alert. An alert has labels, and
 * may have annotations, times, {@code status} and {@code generatorURL}, as Alertmanager's have. An end that is told holds
 * unless the status says that it fires; who says {@code resolved} without an end means now.
 */
public final class GenericFormat implements AlertFormat {

    private final Duration expiry;

    /**
     * @param expiry how long a firing alert without an end is believed after it was received last
     */
    public GenericFormat(Duration expiry) {
        this.expiry = expiry;
    }

    @Override
    public Understanding read(Bytes body, Instant now) {
        return JsonAlerts.read(body, json -> understood(json, now));
    }

    private Understanding understood(JsonNode json, Instant now) {
        if (json.isArray()) {
            return JsonAlerts.each(json, alert -> report(alert, now));
        }
        if (json.path("alerts").isArray()) {
            return JsonAlerts.each(json.path("alerts"), alert -> report(alert, now));
        }
        return json.path("labels").isObject()
                ? JsonAlerts.one(json, alert -> Optional.of(report(alert, now)))
                : Understanding.refused(
                        Reason.BODY_MALFORMED,
                        "body: no alerts (expected: an array of them, an object with an array alerts, or one with labels)");
    }

    private AlertReport report(AlertNode alert, Instant now) {
        Labels labels = alert.labels();
        String status = alert.text("status").orElse("");
        Optional<Instant> told = alert.time("endsAt").filter(_ -> !"firing".equals(status));
        Optional<Instant> end = "resolved".equals(status) ? told.or(() -> Optional.of(now)) : told;
        Instant startsAt = alert.time("startsAt")
                .or(() -> end.filter(at -> at.isBefore(now)))
                .orElse(now);
        return new AlertReport(
                alert.text("fingerprint").flatMap(Fingerprint::parse).orElseGet(() -> Fingerprint.of(labels)),
                labels,
                alert.annotations(),
                alert.uri("generatorURL"),
                startsAt,
                end.map(at -> at.isBefore(startsAt) ? startsAt : at),
                expiry,
                Origin.WEBHOOK);
    }
}
