package io.fawkes.gateway;

import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.http.HttpDoor;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Peer;
import io.grpc.Channel;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway: a door and the channels behind it. Serves from {@link #start} to {@link #close}. Its channels connect when
 * they are first needed, so it starts and is ready whether or not a service is there.
 */
public final class GatewayServer implements AutoCloseable {
    private final Peer dataApi;
    private final Peer insights;
    private final HttpDoor door;

    private GatewayServer(GatewayConfig config, MeshDescriptors mesh, OpenTelemetry telemetry) throws IOException {
        this.dataApi = Peer.at(config.dataApi(), Optional.empty(), telemetry);
        this.insights = Peer.at(config.insights(), Optional.empty(), telemetry);
        this.door = HttpDoor.open(config.listen(), mesh, backends(mesh), telemetry, config.limits());
    }

    /**
     * Starts serving.
     *
     * @throws IOException if the address cannot be bound
     */
    public static GatewayServer start(GatewayConfig config, OpenTelemetry telemetry) throws IOException {
        return new GatewayServer(config, MeshDescriptors.load(), telemetry);
    }

    /** Where it listens, with the port that the system chose. */
    public Address address() {
        return door.address();
    }

    /** Asks callers to leave, each with its next answer, while all are still served. */
    public void drain() {
        door.drain();
    }

    /** Takes no more connections, lets requests under way finish, then lets the services go. */
    @Override
    public void close() {
        door.close();
        insights.close();
        dataApi.close();
    }

    /** A service is found by its package: one process serves all of {@code fawkes.dataapi.v1}, one all of insights'. */
    private Backends backends(MeshDescriptors mesh) {
        Map<String, Channel> byPackage =
                Map.of("fawkes.dataapi.v1", dataApi.channel(), "fawkes.insights.v1", insights.channel());
        var byService = new HashMap<String, Channel>();
        for (var service : mesh.services()) {
            var channel = byPackage.get(service.getFile().getPackage());
            if (channel != null) {
                byService.put(service.getFullName(), channel);
            }
        }
        return Backends.of(byService);
    }
}
