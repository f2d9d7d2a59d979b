package io.fawkes.helm;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What NetworkPolicies allow, as lines {@code who -> whom port}. A connection needs both its ends' consent. */
final class PolicyEdges {

    private static final String NAMESPACE = "kubernetes.io/metadata.name";
    private static final String CLUSTER = "cnpg.io/cluster";
    private static final Set<String> DENIED = Set.of("Ingress", "Egress");

    private PolicyEdges() {}

    /** What {@code policies} let in, as seen by those who are called. */
    static Set<String> in(List<NetworkPolicy> policies) {
        return policies.stream()
                .flatMap(policy -> policy.getSpec().getIngress().stream()
                        .flatMap(rule -> callers(rule)
                                .flatMap(caller -> ports(rule.getPorts())
                                        .map(port -> "%s -> %s %s".formatted(caller, owner(policy), port)))))
                .collect(toUnmodifiableSet());
    }

    /** What {@code policies} let out, as seen by those who call. */
    static Set<String> out(List<NetworkPolicy> policies) {
        return policies.stream()
                .flatMap(policy -> policy.getSpec().getEgress().stream()
                        .flatMap(rule -> callees(rule)
                                .flatMap(callee -> ports(rule.getPorts())
                                        .map(port -> "%s -> %s %s".formatted(owner(policy), callee, port)))))
                .collect(toUnmodifiableSet());
    }

    /** Whether {@code policy} selects every Pod of the release, and allows nothing. */
    static boolean deniesAll(NetworkPolicy policy) {
        var spec = policy.getSpec();
        return Set.copyOf(spec.getPolicyTypes()).equals(DENIED)
                && spec.getIngress().isEmpty()
                && spec.getEgress().isEmpty()
                && !spec.getPodSelector().getMatchLabels().containsKey(Rendered.COMPONENT);
    }

    private static Stream<String> callers(NetworkPolicyIngressRule rule) {
        return rule.getFrom().isEmpty()
                ? Stream.of("anyone")
                : rule.getFrom().stream().map(PolicyEdges::name);
    }

    private static Stream<String> callees(NetworkPolicyEgressRule rule) {
        return rule.getTo().isEmpty()
                ? Stream.of("anyone")
                : rule.getTo().stream().map(PolicyEdges::name);
    }

    private static Stream<String> ports(List<NetworkPolicyPort> ports) {
        return ports.isEmpty()
                ? Stream.of("any")
                : ports.stream().map(port -> port.getPort().getValue() + "/" + port.getProtocol());
    }

    private static String owner(NetworkPolicy policy) {
        return pods(policy.getSpec().getPodSelector().getMatchLabels());
    }

    private static String name(NetworkPolicyPeer peer) {
        return Optional.ofNullable(peer.getIpBlock())
                .map(block -> block.getCidr())
                .or(() -> Optional.ofNullable(peer.getNamespaceSelector())
                        .map(selector ->
                                "namespace " + selector.getMatchLabels().get(NAMESPACE)))
                .orElseGet(() -> pods(peer.getPodSelector().getMatchLabels()));
    }

    private static String pods(Map<String, String> labels) {
        return labels.getOrDefault(Rendered.COMPONENT, labels.getOrDefault(CLUSTER, "every Pod"));
    }
}
