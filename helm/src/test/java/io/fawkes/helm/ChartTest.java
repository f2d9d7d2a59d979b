package io.fawkes.helm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

    static final Set<String> SERVICES =
            Set.of("data-api", "insights", "anomaly-detection", "smart-alerting", "gateway");

    @Test
    void passesTheStrictLint() {
        var result = Chart.lint();

        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }

    @ParameterizedTest
    @MethodSource("usualValues")
    void makesNoFieldThatKubernetesDoesNotHave(String values) {
        isKnownToKubernetes(values);
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("toggles")
    void makesNoUnknownFieldWhateverIsSwitched(String values) {
        isKnownToKubernetes(values);
    }

    private static void isKnownToKubernetes(String values) {
        var rendered = Chart.rendered(values);

        assertEquals(
                List.of(),
                rendered.objects().stream()
                        .flatMap(object -> StrictFields.unknown(object).stream())
                        .toList());
        assertEquals(SERVICES, rendered.pods().keySet());
        assertEquals(rendered.names().stream().distinct().toList(), rendered.names(), "names are unique");
    }

    static Stream<String> usualValues() {
        var environments = Chart.ENVIRONMENTS.stream()
                .map(environment -> Chart.text(Chart.FOLDER.resolve("values-%s.yaml".formatted(environment))));
        var rest = Stream.of("{}", Chart.EVERYTHING, "postgres: {mode: cloudnativepg}");
        return Stream.concat(environments, rest);
    }

    static Stream<String> toggles() {
        return Stream.of(
                "postgres: {mode: cloudnativepg, insightsCheckpoints: false, cloudnativepg: {imageName: p, storageClass: fast, backup: {a: b}}}",
                "networkPolicy: {enabled: false}",
                "serviceMesh: {injector: linkerd}",
                "serviceMesh: {injector: istio}",
                "alerting: {configSecret: routes}",
                "defaults: {preStopSeconds: 0, verticalAutoscaling: Auto, spread: {enabled: false}, disruptionBudget: {enabled: false}}",
                "fullnameOverride: other",
                "listenAddress: '[::]'");
    }

    @Test
    void findsFieldsThatKubernetesDoesNotHave() {
        var wrong = Rendered.of("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec:
                  template: {spec: {containers: [{name: a, readynessProbe: {}}]}}
                """);

        assertEquals(
                List.of("Deployment.Spec.Template.Spec.Containers[].readynessProbe"),
                StrictFields.unknown(wrong.objects().getFirst()));
    }

    @ParameterizedTest
    @CsvSource({
        "development, 1, 100m, 128Mi, 500m, 512Mi",
        "staging, 2, 200m, 256Mi, 1, 1Gi",
        "production, , 500m, 512Mi, 2, 2Gi"
    })
    void givesEachEnvironmentItsSizes(
            String environment, Integer replicas, String cpu, String memory, String mostCpu, String mostMemory) {
        var deployments = Chart.of(environment).byService(Deployment.class);

        assertAll(deployments.values().stream().map(deployment -> () -> {
            var spec = deployment.getSpec();
            var resources =
                    spec.getTemplate().getSpec().getContainers().getFirst().getResources();
            assertEquals(replicas, spec.getReplicas());
            assertEquals(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)), resources.getRequests());
            assertEquals(
                    Map.of("cpu", new Quantity(mostCpu), "memory", new Quantity(mostMemory)), resources.getLimits());
        }));
    }

    @Test
    void scalesProductionFromThreeToTenByProcessorOnly() {
        var scalers = Chart.of("production").byService(HorizontalPodAutoscaler.class);

        assertEquals(SERVICES, scalers.keySet());
        assertAll(scalers.values().stream().map(scaler -> () -> {
            var spec = scaler.getSpec();
            assertEquals(List.of(3, 10), List.of(spec.getMinReplicas(), spec.getMaxReplicas()));
            assertEquals(1, spec.getMetrics().size());
            var cpu = spec.getMetrics().getFirst().getResource();
            assertEquals("cpu", cpu.getName());
            assertEquals(70, cpu.getTarget().getAverageUtilization());
        }));
    }

    @Test
    void letsCallersBalanceOverThePodsOfAllButTheGateway() {
        var services = Chart.rendered().byService(Service.class);

        services.forEach((name, service) -> assertEquals(
                name.equals("gateway") ? null : "None", service.getSpec().getClusterIP(), name));
    }

    @Test
    void makesWhatIsSwitchedOnAndNothingElse() {
        String[] optional = {
            "Ingress",
            "Certificate",
            "Route",
            "ServiceMonitor",
            "PrometheusRule",
            "ExternalSecret",
            "VerticalPodAutoscaler",
            "HorizontalPodAutoscaler"
        };

        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), Chart.rendered().count(optional));
        assertEquals(
                List.of(1L, 1L, 1L, 1L, 1L, 1L, 5L, 5L),
                Chart.rendered(Chart.EVERYTHING).count(optional));
        assertEquals(
                List.of(1L, 4L),
                Chart.rendered("postgres: {mode: cloudnativepg}").count("Cluster", "Database"));
    }

    @Test
    void startsPodsAnewOnlyWhenAFileChangesThatIsReadAtTheStart() {
        var before =
                Chart.rendered("alerting: {config: 'route: {receiver: a}'}").pods();
        var routed =
                Chart.rendered("alerting: {config: 'route: {receiver: b}'}").pods();
        var ruled = Chart.rendered("{alerting: {config: 'route: {receiver: a}'}, anomalyRules: 'rules: []'}")
                .pods();

        assertEquals(before, routed);
        assertEquals(before.get("gateway"), ruled.get("gateway"));
        assertNotEquals(before.get("anomaly-detection"), ruled.get("anomaly-detection"));
    }

    @Test
    void isOfTheSameVersionAsTheServices() {
        var chart = Chart.text(Chart.FOLDER.resolve("Chart.yaml"));
        var pom = Chart.text(Path.of("pom.xml"));
        var version = pom.replaceAll("(?s).*?<version>(.*?)</version>.*", "$1");

        assertTrue(chart.contains("\nappVersion: %s\n".formatted(version)), version);
    }
}
