package io.fawkes.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The edges of the mesh, as docs/architecture/overview.md draws them, and no other. */
class NetworkPolicyTest {

    private static final Set<String> MESH = Set.of(
            "gateway -> data-api 9101/TCP",
            "gateway -> insights 9102/TCP",
            "gateway -> anomaly-detection 9103/TCP",
            "gateway -> smart-alerting 9104/TCP",
            "insights -> data-api 9101/TCP",
            "insights -> anomaly-detection 9103/TCP",
            "anomaly-detection -> data-api 9101/TCP",
            "smart-alerting -> data-api 9101/TCP",
            "smart-alerting -> anomaly-detection 9103/TCP");

    private static final Set<String> STORING = Set.of("data-api", "insights", "anomaly-detection", "smart-alerting");

    @Test
    void everyPodIsDeniedEverythingFirst() {
        assertEquals(1, policies("{}").stream().filter(PolicyEdges::deniesAll).count());
        policies("{}")
                .forEach(policy -> assertEquals(
                        Set.of("Ingress", "Egress"), Set.copyOf(policy.getSpec().getPolicyTypes())));
    }

    @Test
    void bothEndsOfEveryEdgeConsent() {
        var policies = policies(Chart.EVERYTHING);

        assertEquals(sorted(MESH), sorted(within(PolicyEdges.in(policies))));
        assertEquals(sorted(MESH), sorted(within(PolicyEdges.out(policies))));
    }

    @Test
    void onlyTheDoorIsReachedFromOutsideAndOnlyMonitoringReachesTheRest() {
        assertEquals(
                sorted(Set.of(
                        "namespace ingress-nginx -> gateway 8080/TCP",
                        "namespace monitoring -> gateway 8081/TCP",
                        "namespace monitoring -> data-api 8082/TCP",
                        "namespace monitoring -> insights 8083/TCP",
                        "namespace monitoring -> anomaly-detection 8084/TCP",
                        "namespace monitoring -> smart-alerting 8085/TCP")),
                sorted(outside(PolicyEdges.in(policies(Chart.EVERYTHING)))));
    }

    @Test
    void withoutConfigurationOnlyNamesAndPostgresAreReachedOutside() {
        assertEquals(
                sorted(both(names(), STORING.stream().map(service -> service + " -> anyone 5432/TCP"))),
                sorted(outside(PolicyEdges.out(policies("{}")))));
    }

    @Test
    void eachOutsidePeerIsReachedByTheOneServiceThatCallsIt() {
        var everyone = ChartTest.SERVICES.stream()
                .flatMap(service -> Stream.of(
                        service + " -> namespace monitoring 4317/TCP",
                        service + " -> namespace monitoring 4318/TCP",
                        service + " -> 192.0.2.0/24 443/TCP"));
        var own = Stream.of(
                "anomaly-detection -> namespace monitoring 9090/TCP",
                "smart-alerting -> 203.0.113.0/24 443/TCP",
                "data-api -> 198.51.100.0/24 443/TCP");
        var postgres = STORING.stream().map(service -> service + " -> anyone 5432/TCP");

        assertEquals(
                sorted(both(names(), Stream.of(everyone, own, postgres).flatMap(lines -> lines))),
                sorted(outside(PolicyEdges.out(policies(Chart.EVERYTHING)))));
    }

    @Test
    void aClusterOfOurOwnIsReachedByThoseWhoStore() {
        var policies = policies("postgres: {mode: cloudnativepg, insightsCheckpoints: false}");
        var storing = Stream.of("data-api", "anomaly-detection", "smart-alerting")
                .map(service -> service + " -> fawkes-postgres 5432/TCP")
                .collect(Collectors.toUnmodifiableSet());

        assertEquals(sorted(storing), sorted(matching(PolicyEdges.out(policies), "fawkes-postgres 5432")));
        assertTrue(PolicyEdges.in(policies).containsAll(storing));
        assertEquals(Set.of(), matching(PolicyEdges.in(policies), "(insights|gateway) -> fawkes-postgres"));
        assertEquals(Set.of(), matching(PolicyEdges.out(policies), "-> anyone"));
    }

    @Test
    void aProxyMayAskItsControlPlane() {
        var policies = policies("serviceMesh: {injector: linkerd}");

        assertEquals(
                5,
                matching(PolicyEdges.out(policies), "-> namespace linkerd any").size());
        assertTrue(PolicyEdges.in(policies).contains("insights -> data-api 4143/TCP"));
    }

    private static Stream<String> names() {
        return ChartTest.SERVICES.stream()
                .flatMap(service ->
                        Stream.of("UDP", "TCP").map(protocol -> service + " -> namespace kube-system 53/" + protocol));
    }

    private static List<NetworkPolicy> policies(String values) {
        return Chart.rendered(values).all(NetworkPolicy.class).toList();
    }

    private static Set<String> within(Set<String> edges) {
        return edges.stream().filter(NetworkPolicyTest::isWithin).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> outside(Set<String> edges) {
        return edges.stream().filter(edge -> !isWithin(edge)).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isWithin(String edge) {
        var ends = edge.split(" -> | (?=[^ ]*$)", -1);
        return ChartTest.SERVICES.contains(ends[0]) && ChartTest.SERVICES.contains(ends[1]);
    }

    private static Set<String> matching(Set<String> edges, String pattern) {
        return edges.stream()
                .filter(edge -> edge.matches(".*%s.*".formatted(pattern)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> both(Stream<String> one, Stream<String> other) {
        return Stream.concat(one, other).collect(Collectors.toUnmodifiableSet());
    }

    private static String sorted(Set<String> lines) {
        return String.join("\n", new TreeSet<>(lines));
    }
}
