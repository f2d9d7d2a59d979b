package io.fawkes.anomaly.domain.event;

import io.fawkes.anomaly.domain.detector.Verdict;
import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.sample.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that one series was odd.
 *
 * @param id derived from rule, series and onset
 * @param rule id of the rule
 * @param labels of the series
 * @param service resource name of the service, or empty
 * @param openTime the onset: time of the first odd sample
 * @param updateTime time of the newest sample that changed something
 * @param closeTime time of the sample that ended it, if one did
 * @param closeReason why it ended, if it did
 * @param reading its numbers
 */
public record Anomaly(
        String id,
        String rule,
        Labels labels,
        String service,
        Instant openTime,
        Instant updateTime,
        @Nullable Instant closeTime,
        @Nullable CloseReason closeReason,
        Reading reading) {

    /** What anomalies' names begin with. */
    public static final String COLLECTION = "anomalies/";

    /** The anomaly that opens with {@code verdict} in {@code series}, whose event began at {@code onset}. */
    public static Anomaly opened(Rule rule, Labels series, Instant onset, Verdict verdict) {
        Reading reading = Reading.of(verdict);
        return new Anomaly(
                AnomalyId.of(rule.id(), series, onset),
                rule.id(),
                series,
                rule.service().serviceOf(series),
                onset,
                reading.time(),
                null,
                null,
                reading);
    }

    /** Resource name. */
    public String name() {
        return COLLECTION + id;
    }

    /** Whether it is not over. */
    public boolean isOpen() {
        return closeTime == null;
    }

    /** The anomaly after an escalation: its numbers are those of the new, stronger point. */
    public Anomaly escalated(Verdict verdict) {
        return with(Reading.of(verdict));
    }

    /** The anomaly after its deviation grew. */
    public Anomaly grown(Verdict verdict) {
        return with(reading.grownTo(verdict));
    }

    private Anomaly with(Reading stronger) {
        return new Anomaly(id, rule, labels, service, openTime, stronger.time(), closeTime, closeReason, stronger);
    }

    /** The anomaly once it is over. */
    public Anomaly closed(Instant time, CloseReason why) {
        return new Anomaly(id, rule, labels, service, openTime, time, time, why, reading);
    }

    /** Why it is one, in one sentence. */
    public String reason() {
        return Explanation.of(this);
    }
}
