package io.fawkes.alerting;

import io.fawkes.alerting.postgres.PostgresStorage;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.time.InstantSource;

/**
 * The smart-alerting service: takes alerts, groups them, tells receivers, reports incidents. Running once started;
 * {@link #close} drains it. What was promised and not delivered by then is delivered by the next.
 */
public final class AlertingServer implements AutoCloseable {

    /** Name of the service in logs, traces and messages. */
    public static final String NAME = "smart-alerting";

    private final Telemetry telemetry;
    private final PostgresStorage storage;
    private final Peer dataApi;
    private final Deliveries deliveries;
    private final Readiness readiness;
    private final RpcServer rpc;
    private final ManagementServer management;

    private AlertingServer(
            Telemetry telemetry,
            PostgresStorage storage,
            Peer dataApi,
            Deliveries deliveries,
            Readiness readiness,
            RpcServer rpc,
            ManagementServer management) {
        this.telemetry = telemetry;
        this.storage = storage;
        this.dataApi = dataApi;
        this.deliveries = deliveries;
        this.readiness = readiness;
        this.rpc = rpc;
        this.management = management;
    }

    /** Starts as {@code settings} say. */
    public static AlertingServer start(Settings settings) throws IOException {
        return start(AlertingConfig.from(settings), Telemetry.start(NAME, settings));
    }

    /**
     * Starts serving; does not wait for data-api. Owns {@code telemetry} from then on.
     *
     * @throws IOException if an address cannot be bound
     */
    public static AlertingServer start(AlertingConfig config, Telemetry telemetry) throws IOException {
        var current = new CurrentConfig(config);
        PostgresStorage storage = OpenedStorage.await(current, telemetry);
        Peer dataApi = Peer.at(config.dataApi(), config.dataApiToken(), telemetry.api());
        Deliveries deliveries = Deliveries.start(current, storage, dataApi, telemetry.api());
        try {
            return serving(current, telemetry, storage, dataApi, deliveries);
        } catch (IOException | RuntimeException e) {
            deliveries.close();
            dataApi.close();
            storage.close();
            telemetry.close();
            throw e;
        }
    }

    private static AlertingServer serving(
            CurrentConfig current, Telemetry telemetry, PostgresStorage storage, Peer dataApi, Deliveries deliveries)
            throws IOException {
        AlertingConfig config = current.settings();
        var readiness = new Readiness().require("postgres", storage::ping);
        var rpc = RpcServer.start(
                config.listen(),
                CallLimits.DEFAULT,
                config.authentication().asking(dataApi),
                telemetry.api(),
                Rpcs.of(current, storage, InstantSource.system()));
        try {
            var management = ManagementServer.start(
                    config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
            return new AlertingServer(telemetry, storage, dataApi, deliveries, readiness, rpc, management);
        } catch (RuntimeException e) {
            rpc.close();
            throw e;
        }
    }

    /** Where gRPC is served. */
    public Address address() {
        return rpc.address();
    }

    /** Where health, readiness and metrics are served. */
    public Address management() {
        return new Address(
                management.address().getHostString(), management.address().getPort());
    }

    @Override
    public void close() {
        readiness.stopping();
        rpc.close();
        deliveries.close();
        dataApi.close();
        storage.close();
        management.close();
        telemetry.close();
    }
}
