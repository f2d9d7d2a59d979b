package io.fawkes.dataapi;

import io.fawkes.dataapi.postgres.PostgresStorage;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** The data-api service: keeps the facts. Running once started; {@link #close} drains it. */
public final class DataApiServer implements AutoCloseable {

    /** Name of the service in logs, traces and messages. */
    public static final String NAME = "data-api";

    private static final Duration OPENING = Duration.ofSeconds(60);

    private final Telemetry telemetry;
    private final PostgresStorage storage;
    private final FollowedCatalogs catalogs;
    private final Readiness readiness;
    private final RpcServer rpc;
    private final Backfilling backfilling;
    private final ManagementServer management;

    private DataApiServer(
            Telemetry telemetry,
            PostgresStorage storage,
            FollowedCatalogs catalogs,
            Readiness readiness,
            RpcServer rpc,
            Backfilling backfilling,
            ManagementServer management) {
        this.telemetry = telemetry;
        this.storage = storage;
        this.catalogs = catalogs;
        this.readiness = readiness;
        this.rpc = rpc;
        this.backfilling = backfilling;
        this.management = management;
    }

    /** Starts as {@code settings} say. */
    public static DataApiServer start(Settings settings) throws IOException {
        return start(DataApiConfig.from(settings), Telemetry.start(NAME, settings));
    }

    /**
     * Starts serving; owns {@code telemetry} from then on.
     *
     * @throws IOException if an address cannot be bound
     */
    public static DataApiServer start(DataApiConfig config, Telemetry telemetry) throws IOException {
        var clock = InstantSource.system();
        try (var started = new Started()) {
            started.with(telemetry::close);
            PostgresStorage storage = open(config, telemetry, clock);
            started.with(storage::close);
            var catalogs = FollowedCatalogs.of(config.catalogs());
            started.with(catalogs::close);
            storage.upkeep().keep(config.retention());
            var readiness = new Readiness().require("postgres", storage::ping);
            var rpc = RpcServer.start(
                    config.listen(),
                    config.limits(),
                    config.authentication().asking(new KnownTokens(storage.apiTokens(), clock)),
                    telemetry.api(),
                    Rpcs.of(config, storage, catalogs.edit(storage, clock), telemetry.api(), clock));
            started.with(rpc::close);
            var management = ManagementServer.start(
                    config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
            started.with(management::close);
            catalogs.start(storage, telemetry.api(), clock);
            var backfilling = Backfilling.start(config, storage, telemetry.api(), clock);
            return started.whole(
                    new DataApiServer(telemetry, storage, catalogs, readiness, rpc, backfilling, management));
        }
    }

    private static PostgresStorage open(DataApiConfig config, Telemetry telemetry, InstantSource clock) {
        return Objects.requireNonNull(
                PostgresStorage.open(config.postgres(), telemetry.api(), clock).block(OPENING), "a storage");
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
        backfilling.close();
        catalogs.close();
        storage.close();
        management.close();
        telemetry.close();
    }
}
