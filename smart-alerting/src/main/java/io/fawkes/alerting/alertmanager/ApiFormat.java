package io.fawkes.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.alerting.alertmanager.AlertNode.Malformed;
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
import java.util.function.Supplier;

/** The body of {@code POST /api/v2/alerts}: an array of alerts, judged as Alertmanager does. */
public final class ApiFormat implements AlertFormat {

    private final Supplier<Duration> resolveTimeouts;

    /**
     * @param resolveTimeout how long an alert without an end counts as firing after it was received
     */
    public ApiFormat(Supplier<Duration> resolveTimeout) {
        this.resolveTimeouts = resolveTimeout;
    }

    @Override
    public Understanding read(Bytes body, Instant now) {
        return JsonAlerts.read(body, json -> understood(json, now));
    }

    private Understanding understood(JsonNode json, Instant now) {
        return json.isArray()
                ? JsonAlerts.each(json, alert -> report(alert, now))
                : Understanding.refused(Reason.BODY_MALFORMED, "body: not a JSON array of alerts");
    }

    private AlertReport report(AlertNode alert, Instant now) {
        Duration resolveTimeout = resolveTimeouts.get();
        Labels labels = alert.labels();
        Optional<Instant> endsAt = alert.time("endsAt");
        Instant startsAt = alert.time("startsAt").or(() -> endsAt).orElse(now);
        if (endsAt.orElseGet(() -> now.plus(resolveTimeout)).isBefore(startsAt)) {
            throw new Malformed(alert.path() + ".startsAt: " + startsAt + " (expected: not after the end)");
        }
        return new AlertReport(
                Fingerprint.of(labels),
                labels,
                alert.annotations(),
                alert.uri("generatorURL"),
                startsAt,
                endsAt,
                resolveTimeout,
                Origin.API);
    }
}
