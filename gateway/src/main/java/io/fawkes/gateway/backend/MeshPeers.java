package io.fawkes.gateway.backend;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Peer;
import io.grpc.Channel;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The channels to the services behind the door, which connect when they are first needed. Safe for concurrent use; closed
 * after the door.
 */
public final class MeshPeers implements Backends, AutoCloseable {

    private final Map<String, Peer> byContract;
    private final Map<String, Channel> byService;

    private MeshPeers(Map<String, Peer> byContract, Collection<ServiceDescriptor> services) {
        this.byContract = byContract;
        this.byService = channels(byContract, services);
    }

    private static Map<String, Channel> channels(Map<String, Peer> byContract, Collection<ServiceDescriptor> services) {
        var channels = new HashMap<String, Channel>();
        for (var service : services) {
            var peer = byContract.get(service.getFile().getPackage());
            if (peer != null) {
                channels.put(service.getFullName(), peer.channel());
            }
        }
        return Map.copyOf(channels);
    }

    /**
     * Peers at {@code addresses} that serve {@code services}, each found by the package of its contract.
     *
     * @param safeRpcs full names of the rpcs that may be asked again when nobody knows whether they arrived
     */
    public static MeshPeers at(
            Map<MeshService, Address> addresses,
            Collection<ServiceDescriptor> services,
            Set<String> safeRpcs,
            OpenTelemetry telemetry) {
        var peers = addresses.entrySet().stream()
                .collect(toUnmodifiableMap(
                        at -> at.getKey().contract(),
                        at -> Peer.at(at.getValue(), Optional.empty(), telemetry, safeRpcs)));
        return new MeshPeers(peers, services);
    }

    @Override
    public Optional<Channel> serving(String service) {
        return Optional.ofNullable(byService.get(service));
    }

    @Override
    public void close() {
        byContract.values().forEach(Peer::close);
    }
}
