package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.backfill.ReconcileHistory.Look;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongGauge;

/** What the look at Argo CD's history tells of itself. */
final class ReconcileGauges {

    private final LongGauge lastRun;
    private final LongGauge missing;
    private final LongGauge rejected;
    private final LongCounter found;

    private ReconcileGauges(LongGauge lastRun, LongGauge missing, LongGauge rejected, LongCounter found) {
        this.lastRun = lastRun;
        this.missing = missing;
        this.rejected = rejected;
        this.found = found;
    }

    static ReconcileGauges of(OpenTelemetry telemetry) {
        return new ReconcileGauges(
                gauge(telemetry, "last_run", "When Argo CD's history was last read, in seconds since 1970.", "s"),
                gauge(
                        telemetry,
                        "missing",
                        "Deployments that the last look told and no notification had.",
                        "{deployment}"),
                gauge(telemetry, "rejected", "Operations that the last look did not understand.", "{operation}"),
                telemetry
                        .getMeter("io.fawkes.data-api")
                        .counterBuilder("fawkes.argocd.history.found")
                        .setDescription("Deployments that looks told and no notification had.")
                        .setUnit("{deployment}")
                        .build());
    }

    private static LongGauge gauge(OpenTelemetry telemetry, String name, String description, String unit) {
        return telemetry
                .getMeter("io.fawkes.data-api")
                .gaugeBuilder("fawkes.argocd.history." + name)
                .setDescription(description)
                .setUnit(unit)
                .ofLongs()
                .build();
    }

    void tell(Look look) {
        lastRun.set(look.at().getEpochSecond());
        missing.set(look.missing());
        rejected.set(look.rejected());
        found.add(look.missing());
    }
}
