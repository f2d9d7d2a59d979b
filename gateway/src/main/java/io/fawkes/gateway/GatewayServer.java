package io.fawkes.gateway;

import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.http.HttpDoor;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import io.grpc.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
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
    private final Readiness readiness = new Readiness();
    private final ManagementServer management;

    private GatewayServer(GatewayConfig config, MeshDescriptors mesh, Telemetry telemetry) throws IOException {
        this.dataApi = Peer.at(config.dataApi(), Optional.empty(), telemetry.api());
        this.insights = Peer.at(config.insights(), Optional.empty(), telemetry.api());
        this.door = HttpDoor.open(config.listen(), mesh, backends(mesh), telemetry.api(), config.limits());
        this.management = ManagementServer.start(
                config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
    }

    /**
     * Starts serving.
     *
     * @param telemetry stays the caller's to close
     * @throws IOException if the address cannot be bound
     */
    public static GatewayServer start(GatewayConfig config, Telemetry telemetry) throws IOException {
        return new GatewayServer(config, MeshDescriptors.load(), telemetry);
    }

    /** Where it listens, with the port that the system chose. */
    public Address address() {
        return door.address();
    }

    /** Where health, readiness and metrics are. */
    public InetSocketAddress managementAddress() {
        return management.address();
    }

    /** Asks callers to leave, each with its next answer, while all are still served. */
    public void drain() {
        readiness.stopping();
        door.drain();
    }

    /** Takes no more connections, lets requests under way finish, then lets the services go. */
    @Override
    public void close() {
        drain();
        door.close();
        insights.close();
        dataApi.close();
        management.close();
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
