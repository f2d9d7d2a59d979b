package io.fawkes.proto;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the contract to every rule. */
final class ContractTest {
    private final Mesh mesh = Mesh.of(Mesh.onClassPath());

    static List<Rule> rules() {
        return Stream.of(
                        RpcRules.ALL,
                        StandardMethodRules.ALL,
                        ResourceRules.ALL,
                        FieldRules.ALL,
                        ReasonRules.ALL,
                        RestRules.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void keepsTheRule(Rule rule) {
        var violations = rule.violations(mesh);

        assertTrue(
                violations.isEmpty(),
                () -> violations.stream().map(Violation::toString).collect(joining("\n", rule.name() + ":\n", "")));
    }

    @Test
    void excusesNothingThatNeedsNoExcuse() {
        var idle = Exemption.ALL.stream()
                .filter(exemption -> rules().stream()
                        .noneMatch(rule -> rule.check().apply(mesh).anyMatch(found -> exemption.isFor(rule, found))))
                .toList();

        assertEquals(List.of(), idle);
    }

    @Test
    void holdsTheServicesThatAreBuilt() {
        var services = mesh.rpcs().map(rpc -> rpc.getService().getFullName()).distinct();

        assertTrue(services.toList().contains("fawkes.insights.v1.DoraService"));
    }
}
