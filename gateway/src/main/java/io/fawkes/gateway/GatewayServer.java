package io.fawkes.gateway;

import io.fawkes.gateway.backend.MeshPeers;
import io.fawkes.gateway.backend.MeshService;
import io.fawkes.gateway.http.HttpDoor;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.gateway.transcode.Router;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.util.Objects;

/**
 * The gateway: a door and the channels behind it. Serves from {@link #start} to {@link #close}. Its channels connect when
 * they are first needed, so it starts and is ready whether or not a service is there.
 */
public final class GatewayServer implements AutoCloseable {

    /** Name of the service in logs, traces and messages. */
    public static final String NAME = "gateway";

    private final Telemetry telemetry;
    private final MeshPeers peers;
    private final Peer tokenKeeper;
    private final Readiness readiness;
    private final HttpDoor door;
    private final ManagementServer management;

    private GatewayServer(
            Telemetry telemetry,
            MeshPeers peers,
            Peer tokenKeeper,
            Readiness readiness,
            HttpDoor door,
            ManagementServer management) {
        this.telemetry = telemetry;
        this.peers = peers;
        this.tokenKeeper = tokenKeeper;
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
        var peers =
                MeshPeers.at(config.services(), mesh.services(), Router.of(mesh).safeRpcs(), telemetry.api());
        var keeper = Peer.at(
                Objects.requireNonNull(config.services().get(MeshService.DATA_API), "where data-api is"),
                config.peerToken(),
                telemetry.api());
        try {
            return serving(config, mesh, telemetry, peers, keeper);
        } catch (IOException | RuntimeException e) {
            keeper.close();
            peers.close();
            telemetry.close();
            throw e;
        }
    }

    private static GatewayServer serving(
            GatewayConfig config, MeshDescriptors mesh, Telemetry telemetry, MeshPeers peers, Peer keeper)
            throws IOException {
        var readiness = new Readiness();
        var door = HttpDoor.open(config.door().asking(keeper), mesh, peers, telemetry.api());
        try {
            var management = ManagementServer.start(
                    config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
            return new GatewayServer(telemetry, peers, keeper, readiness, door, management);
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
        tokenKeeper.close();
        peers.close();
        management.close();
        telemetry.close();
    }
}
