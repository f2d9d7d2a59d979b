package io.fawkes.anomaly.recording;

import io.fawkes.anomaly.domain.sample.Labels;
import io.fawkes.anomaly.domain.sample.SourceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plain selector such as {@code requests{service="shop", code!="200"}}: all of PromQL that a recording answers.
 *
 * @param metric name of the metric
 * @param conditions on labels, all of which must hold
 */
record Selector(String metric, List<Condition> conditions) {
    private static final Pattern WHOLE =
            Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)}\\s*)?", Pattern.DOTALL);
    private static final Pattern CONDITION =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=|!=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

    Selector {
        conditions = List.copyOf(conditions);
    }

    /** A condition on one label. */
    record Condition(String label, boolean equal, String value) {
        boolean holdsFor(Labels labels) {
            return labels.get(label).equals(value) == equal;
        }
    }

    static Selector parse(String promql) {
        Matcher whole = WHOLE.matcher(promql);
        if (!whole.matches()) {
            throw notPlain(promql);
        }
        String inside = whole.group(2);
        return new Selector(whole.group(1), inside == null ? List.of() : conditions(promql, inside));
    }

    private static List<Condition> conditions(String promql, String inside) {
        List<Condition> conditions = new ArrayList<>();
        Matcher next = CONDITION.matcher(inside);
        int end = 0;
        while (end < inside.length() && next.find(end) && next.start() == end) {
            conditions.add(
                    new Condition(next.group(1), next.group(2).equals("="), OpenMetrics.unescaped(next.group(3))));
            end = next.end();
        }
        if (!inside.substring(end).isBlank()) {
            throw notPlain(promql);
        }
        return conditions;
    }

    private static SourceFailure notPlain(String promql) {
        return new SourceFailure(
                SourceFailure.Kind.REFUSED,
                promql.strip()
                        + ": a recording answers selectors only (expected: metric{label=\"value\"}; for PromQL set FAWKES_PROMETHEUS_URL)");
    }

    boolean matches(Labels labels) {
        return labels.get(Labels.NAME).equals(metric)
                && conditions.stream().allMatch(condition -> condition.holdsFor(labels));
    }
}
