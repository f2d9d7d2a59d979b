package io.fawkes.runtime.postgres;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;

/** Counts attempts by topic and by the state they left the message in; one for a process. */
public final class OutboxMetrics {
    private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("fawkes.outbox.topic");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("fawkes.outbox.state");

    private final LongCounter attempts;
    private final LongCounter unknowns;

    /** Counts with {@code telemetry}. */
    public OutboxMetrics(OpenTelemetry telemetry) {
        var meter = telemetry.getMeter("io.fawkes.runtime.postgres");
        this.attempts = meter.counterBuilder("fawkes.outbox.attempts")
                .setUnit("{attempt}")
                .setDescription("Attempts that ended, by the state the message is in after it")
                .build();
        this.unknowns = meter.counterBuilder("fawkes.outbox.unknown")
                .setUnit("{attempt}")
                .setDescription("Attempts of which nobody knows whether they had their effect")
                .build();
    }

    void settled(String topic, Outcome outcome, String state) {
        attempts.add(1, Attributes.of(TOPIC, topic, STATE, state));
        if (outcome.kind() == Outcome.Kind.UNKNOWN) {
            unknown(topic, 1);
        }
    }

    void unknown(String topic, long count) {
        if (count > 0) {
            unknowns.add(count, Attributes.of(TOPIC, topic));
        }
    }
}
