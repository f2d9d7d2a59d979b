package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.AlertReport.Origin;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An alert as webhooks of groups name it, with its status beside its times: an end counts only if it is resolved. */
final class GroupedAlert {

    private GroupedAlert() {}

    static AlertReport report(AlertNode alert, Duration expiry, Instant now) {
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
                alert.uri("generatorURL"),
                startsAt,
                isResolved
                        ? Optional.of(
                                told.filter(end -> !end.isBefore(startsAt)).orElse(now))
                        : Optional.empty(),
                expiry,
                Origin.WEBHOOK);
    }
}
