package io.fawkes.helm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fawkes.runtime.testkit.PrometheusServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules and dashboards ask only for what the services have, in words that Prometheus understands. */
class QueriesTest {

    /** Made by OpenTelemetry's instrumentation of gRPC and of the JVM, and by Prometheus; seen on the processes' ports. */
    private static final Set<String> MADE_BY_LIBRARIES = Set.of(
            "up",
            "rpc_client_duration_milliseconds_bucket",
            "rpc_client_duration_milliseconds_count",
            "rpc_server_duration_milliseconds_bucket",
            "rpc_server_duration_milliseconds_count",
            "jvm_cpu_time_seconds_total",
            "jvm_gc_duration_seconds_sum",
            "jvm_memory_limit_bytes",
            "jvm_memory_used_bytes");

    @TempDir
    private Path folder;

    @Test
    void everyMetricIsMadeBySomeService() {
        var declared = DeclaredMetrics.found();
        var named = Queries.metrics(Queries.ofRules() + "\n" + String.join("\n", Queries.ofDashboards()));

        assertTrue(named.size() > 20, named::toString);
        assertEquals(
                List.of(),
                named.stream()
                        .filter(metric -> !MADE_BY_LIBRARIES.contains(metric) && !declared.contains(metric))
                        .toList());
        assertFalse(declared.contains("fawkes_feed_leg_seconds"));
    }

    @Tag("full")
    @Test
    void prometheusUnderstandsTheRulesAndTheyFireAsTheyShould() throws Exception {
        said("check", "rules", Queries.RULES.toString());
        said(
                "test",
                "rules",
                Path.of("src/test/resources/rules-test.yaml").toAbsolutePath().toString());
    }

    @Tag("full")
    @Test
    void prometheusUnderstandsEveryQueryOfTheDashboards() throws Exception {
        var rules = Queries.ofDashboards().stream()
                .map(query -> "  - record: panel\n    labels: {of: '%d'}\n    expr: |-\n      %s"
                        .formatted(query.hashCode(), query))
                .collect(Collectors.joining("\n", "groups:\n- name: panels\n  rules:\n", "\n"));

        said(
                "check",
                "rules",
                Files.writeString(folder.resolve("panels.yaml"), rules).toString());
    }

    @Test
    void everyAlertSaysHowGraveItIsAndWhatToDo() {
        var rules = Chart.rendered(Chart.EVERYTHING)
                .all(PrometheusRule.class)
                .flatMap(rule -> rule.getSpec().getGroups().stream())
                .flatMap(group -> group.getRules().stream())
                .filter(rule -> rule.getAlert() != null)
                .toList();

        assertTrue(rules.size() >= 15);
        assertAll(rules.stream().map(rule -> () -> {
            assertTrue(Set.of("critical", "warning").contains(rule.getLabels().get("severity")), rule.getAlert());
            assertEquals(
                    Set.of("summary", "description", "runbook"),
                    rule.getAnnotations().keySet(),
                    rule.getAlert());
            var runbook =
                    Chart.FOLDER.resolve("../..").resolve(rule.getAnnotations().get("runbook"));
            assertTrue(Files.isRegularFile(runbook), rule.getAlert());
        }));
    }

    @Test
    void everyDashboardHasAnIdentityOfItsOwnAndPanelsThatDoNotOverlap() {
        var dashboards = Queries.dashboards().toList();

        assertEquals(
                dashboards.size(),
                dashboards.stream()
                        .map(one -> one.get("uid").asText())
                        .distinct()
                        .count());
        dashboards.forEach(QueriesTest::doesNotOverlap);
    }

    private static void doesNotOverlap(JsonNode dashboard) {
        var taken = new boolean[100][24];
        for (var panel : dashboard.get("panels")) {
            var at = panel.get("gridPos");
            for (int y = at.get("y").asInt();
                    y < at.get("y").asInt() + at.get("h").asInt();
                    y++) {
                for (int x = at.get("x").asInt();
                        x < at.get("x").asInt() + at.get("w").asInt();
                        x++) {
                    assertFalse(taken[y][x], panel.get("title").asText());
                    taken[y][x] = true;
                }
            }
        }
    }

    private void said(String... arguments) throws IOException, InterruptedException {
        var programs = Files.createTempDirectory(Path.of("target"), "programs").toAbsolutePath();
        PrometheusServer.install(programs);
        var command = new ArrayList<>(List.of(programs.resolve("promtool").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
