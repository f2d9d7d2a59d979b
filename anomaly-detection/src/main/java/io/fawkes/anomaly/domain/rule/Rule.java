package io.fawkes.anomaly.domain.rule;

import io.fawkes.anomaly.domain.detector.DetectorSettings;
import io.fawkes.anomaly.domain.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An expression whose series are watched, each by a detector of its own.
 *
 * @param id lower-case letters, digits and hyphens
 * @param title what it watches, for people
 * @param promql the expression
 * @param detector step, direction and what is worth an event
 * @param keyLabels labels that tell series apart; empty means all. Those left out may change (a pod is replaced) without
 *     the series becoming another
 * @param service how a series finds its service
 * @param backfill how much of the past is read at the beginning
 */
public record Rule(
        String id,
        String title,
        String promql,
        DetectorSettings detector,
        List<String> keyLabels,
        ServiceMapping service,
        Duration backfill) {

    /** How a rule is called. */
    public static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public Rule {
        keyLabels = List.copyOf(keyLabels);
    }

    /** Resource name. */
    public String name() {
        return "anomalyRules/" + id;
    }

    /** How often a value is taken. */
    public Duration step() {
        return detector.step();
    }

    /** The labels by which the series that has {@code labels} is known here. */
    public Labels key(Labels labels) {
        return labels.only(keyLabels);
    }

    /** What a detector's state is valid for: with another expression, step or key it would judge other series. */
    public String fingerprint() {
        return promql + "\n" + step() + "\n" + keyLabels;
    }
}
