package io.fawkes.gateway;

import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.http.HttpDoor;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.gateway.transcode.Router;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import io.grpc.Channel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gateway: a door and the channels behind it. Serves from {@link #start} to {@link #close}. Its channels connect when
 * they are first needed, so it starts and is ready whether or not a service is there.
 */
public final class GatewayServer implements AutoCloseable {

    /** Name of the service in logs, traces and messages. */
    public static final String NAME = "gateway";

    private final Telemetry telemetry;
    private final Peer dataApi;
    private final Peer insights;
    private final Readiness readiness;
    private final HttpDoor door;
    private final ManagementServer management;

    private GatewayServer(
            Telemetry telemetry,
            Peer dataApi,
            Peer insights,
            Readiness readiness,
            HttpDoor door,
            ManagementServer management) {
        this.telemetry = telemetry;
        this.dataApi = dataApi;
        this.insights = insights;
        this.readiness = readiness;
        this.door = door;
        this.management = management;
    }

    /** Starts as {@code settings} say. */
    public static GatewayServer start(Settings settings) throws IOException {
        GatewayConfig config = GatewayConfig.from(settings);
        settings.rejectMistakes();
        return start(config, Telemetry.start(NAME, settings));
    }

    /**
     * Starts serving; owns {@code telemetry} from then on.
     *
     * @throws IOException if an address cannot be bound
     */
    public static GatewayServer start(GatewayConfig config, Telemetry telemetry) throws IOException {
        var mesh = MeshDescriptors.load();
        var safe = Router.of(mesh).safeRpcs();
        Peer dataApi = Peer.at(config.dataApi(), Optional.empty(), telemetry.api(), safe);
        Peer insights = Peer.at(config.insights(), Optional.empty(), telemetry.api(), safe);
        try {
            return serving(config, mesh, telemetry, dataApi, insights);
        } catch (IOException | RuntimeException e) {
            insights.close();
            dataApi.close();
            telemetry.close();
            throw e;
        }
    }

    private static GatewayServer serving(
            GatewayConfig config, MeshDescriptors mesh, Telemetry telemetry, Peer dataApi, Peer insights)
            throws IOException {
        var readiness = new Readiness();
        var backends = backends(mesh, dataApi, insights);
        var door = HttpDoor.open(
                config.listen(), mesh, config.authentication(), backends, telemetry.api(), config.limits());
        try {
            var management = ManagementServer.start(
                    config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
            return new GatewayServer(telemetry, dataApi, insights, readiness, door, management);
        } catch (RuntimeException e) {
            door.close();
            throw e;
        }
    }

    /** Where it listens, with the port that the system chose. */
    public Address address() {
        return door.address();
    }

    /** Where health, readiness and metrics are served. */
    public Address management() {
        return new Address(
                management.address().getHostString(), management.address().getPort());
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
        telemetry.close();
    }

    /** A service is found by its package: one process serves all of {@code fawkes.dataapi.v1}, one all of insights'. */
    private static Backends backends(MeshDescriptors mesh, Peer dataApi, Peer insights) {
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
