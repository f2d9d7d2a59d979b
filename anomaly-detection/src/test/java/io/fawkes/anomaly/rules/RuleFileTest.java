package io.fawkes.anomaly.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.anomaly.domain.detector.Direction;
import io.fawkes.anomaly.domain.rule.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleFileTest {
    @Test
    void readsEveryKey() {
        Rule rule = RuleFile.read("r.yaml", """
                        rules:
                          - id: errors
                            title: Errors
                            promql: sum(rate(errors[5m]))
                            step: 5m
                            direction: up
                            minDelta: 0.5
                            minRelative: 0.25
                            theta: 2
                            keyLabels: [job, code]
                            service: shop
                            backfill: 1w
                        """).getFirst();

        assertEquals("errors", rule.id());
        assertEquals("Errors", rule.title());
        assertEquals("sum(rate(errors[5m]))", rule.promql());
        assertEquals(Duration.ofMinutes(5), rule.step());
        assertEquals(Direction.UP, rule.detector().direction());
        assertEquals(0.5, rule.detector().minDelta());
        assertEquals(0.25, rule.detector().minRelative());
        assertEquals(2, rule.detector().theta());
        assertEquals(List.of("job", "code"), rule.keyLabels());
        assertEquals("shop", rule.service().fixed());
        assertEquals(Duration.ofDays(7), rule.backfill());
    }

    @Test
    void hasADefaultForAllButIdAndExpression() {
        Rule rule = RuleFile.read("r.yaml", "rules: [{id: up, promql: up}]").getFirst();

        assertEquals(Duration.ofMinutes(1), rule.step());
        assertEquals(Direction.BOTH, rule.detector().direction());
        assertEquals(1, rule.detector().theta());
        assertEquals(0.1, rule.detector().minRelative());
        assertEquals("service", rule.service().label());
        assertEquals(Duration.ofDays(14), rule.backfill());
    }

    @Test
    void tellsEveryMistakeWithItsLineAndKey() {
        var refusal = assertThrows(RuleFileException.class, () -> RuleFile.read("r.yaml", """
                        rules:
                          - id: Errors
                            promql: up
                            stepp: 5m
                            direction: sideways
                          - id: a
                            step: 0s
                            keyLabels: job
                            service: shop
                            serviceLabel: job
                            theta: [1]
                          - id: a
                            id: a
                            promql: up
                            minDelta: -1
                        """));

        assertEquals(
                List.of(
                        "r.yaml:2: id: Errors (expected: [a-z][a-z0-9-]{0,62})",
                        "r.yaml:4: stepp: unknown key (expected: one of [backfill, direction, id, keyLabels, minDelta,"
                                + " minRelative, promql, service, serviceLabel, step, theta, title])",
                        "r.yaml:5: direction: sideways (expected: up, down or both)",
                        "r.yaml:6: promql: missing (expected: an expression)",
                        "r.yaml:7: step: 0s (expected: 1s to 1d)",
                        "r.yaml:8: keyLabels: not a list (expected: a list)",
                        "r.yaml:9: service: given with serviceLabel (expected: one of the two)",
                        "r.yaml:11: theta: not a single value (expected: a number)",
                        "r.yaml:12: id: a: given twice (expected: an id of its own)",
                        "r.yaml:13: id: given twice (expected: once)",
                        "r.yaml:15: minDelta: -1 (expected: a number, at least 0)"),
                refusal.mistakes().stream().sorted(RuleFileTest::byLine).toList());
    }

    private static int byLine(String a, String b) {
        return Integer.compare(line(a), line(b));
    }

    private static int line(String mistake) {
        return Integer.parseInt(mistake.split(":", 3)[1]);
    }

    @Test
    void namesTheLineOfWhatIsNoYaml() {
        var refusal = assertThrows(RuleFileException.class, () -> RuleFile.read("r.yaml", "rules:\n  - id: 'a\n"));

        assertEquals(1, refusal.mistakes().size());
        assertEquals("r.yaml", refusal.mistakes().getFirst().split(":", 2)[0]);
    }

    @Test
    void theShippedRulesAreRules() {
        assertFalse(RuleFile.shipped().isEmpty());
    }
}
