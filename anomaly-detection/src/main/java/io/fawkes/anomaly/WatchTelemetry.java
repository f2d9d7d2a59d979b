package io.fawkes.anomaly;

import io.fawkes.anomaly.domain.sample.SourceFailure;
import io.fawkes.anomaly.domain.watch.WatchMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts polls and says in the log what a person should know. */
final class WatchTelemetry implements WatchMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(WatchTelemetry.class);
    private static final AttributeKey<String> RULE = AttributeKey.stringKey("rule");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    private final LongCounter polls;
    private final LongCounter restarts;

    WatchTelemetry(OpenTelemetry telemetry) {
        var meter = telemetry.getMeter("io.fawkes.anomaly");
        this.polls = meter.counterBuilder("fawkes.anomaly.polls")
                .setUnit("{poll}")
                .setDescription("Polls of a rule by outcome: answered, away, refused, garbled")
                .build();
        this.restarts = meter.counterBuilder("fawkes.anomaly.restarts")
                .setUnit("{restart}")
                .setDescription("Times the watching began anew from what was kept")
                .build();
    }

    @Override
    public void polled(String rule) {
        polls.add(1, Attributes.of(RULE, rule, OUTCOME, "answered"));
    }

    @Override
    public void failed(String rule, SourceFailure failure) {
        polls.add(1, Attributes.of(RULE, rule, OUTCOME, failure.kind().name().toLowerCase(Locale.ROOT)));
        LOG.atWarn()
                .addKeyValue("rule", rule)
                .addKeyValue("cause", failure.line())
                .log("a rule could not be polled; it is tried again");
    }

    @Override
    public void restarted(Throwable failure) {
        restarts.add(1);
        LOG.atWarn().setCause(failure).log("the watching of rules begins anew from what was kept");
    }
}
