package io.fawkes.benchmarks.dataapi;

import io.fawkes.benchmarks.ground.BenchDatabase;
import io.fawkes.benchmarks.ground.ServerProcess;
import io.fawkes.dataapi.Main;
import io.fawkes.dataapi.v1.CatalogServiceGrpc;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.standalone.storage.ServiceDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data-api with the heap that is asked of it, on its database, and the way to it. */
final class RunningDataApi implements AutoCloseable {

    /** Most heap that it may have, in MB. */
    static final int HEAP = 384;

    static final String SECRET = "bench-webhook-secret";

    private final ServiceDatabase database;
    private final ServerProcess process;
    private final Peer peer;

    private RunningDataApi(ServiceDatabase database, ServerProcess process, Peer peer) {
        this.database = database;
        this.process = process;
        this.peer = peer;
    }

    static RunningDataApi on(BenchDatabase postgres, Path folder) throws IOException, InterruptedException {
        ServiceDatabase database = postgres.of("data-api");
        var serving = Address.parse("127.0.0.1:" + ServerProcess.freePort());
        var management = Address.parse("127.0.0.1:" + ServerProcess.freePort());
        var settings = Map.of(
                "FAWKES_POSTGRES_URL", database.serving().reveal(),
                "FAWKES_POSTGRES_MIGRATION_URL", database.migration().reveal(),
                "FAWKES_DATA_API_LISTEN", serving.toString(),
                "FAWKES_MANAGEMENT_LISTEN", management.toString(),
                "FAWKES_WEBHOOK_SECRET_GENERIC", SECRET,
                "FAWKES_LOG_LEVEL", "warn");
        var process = ServerProcess.start(Main.class, List.of("-Xmx" + HEAP + "m"), settings, management, folder);
        return new RunningDataApi(database, process, Peer.at(serving, Optional.empty(), OpenTelemetry.noop()));
    }

    ServiceDatabase database() {
        return database;
    }

    Peer peer() {
        return peer;
    }

    /** Tells it whose the facts of {@link Reports} are. */
    void fillCatalog() {
        var catalog = CatalogServiceGrpc.newBlockingStub(peer.channel());
        for (int service = 0; service < Reports.SERVICES; service++) {
            catalog.createService(CreateServiceRequest.newBuilder()
                    .setServiceId(Reports.service(service))
                    .setService(Service.newBuilder()
                            .setTeam("teams/bench")
                            .addSourceKeys(SourceKey.newBuilder()
                                    .setKey(Reports.CLAIM_KEY)
                                    .setValue(Reports.service(service))))
                    .build());
        }
    }

    /** The most heap that was in use, in MB; a process that ran out of it has ended. */
    double peakHeap() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("data-api ended under load");
        }
        return process.peakHeap();
    }

    @Override
    public void close() throws IOException {
        peer.close();
        process.close();
    }
}
