package io.fawkes.dataapi;

import io.fawkes.dataapi.github.GithubBodies;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import io.fawkes.runtime.testkit.PatientPeer;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.util.Map;

/** A whole data-api on a database and ports of its own. */
final class RunningDataApi {

    private RunningDataApi() {}

    static DataApiServer on(TestDatabase database) throws IOException {
        return on(database, Map.of());
    }

    /** With more settings than every test needs. */
    static DataApiServer on(TestDatabase database, Map<String, String> more) throws IOException {
        Settings settings = Settings.of(Map.of(
                        "FAWKES_DATA_API_LISTEN",
                        "127.0.0.1:0",
                        "FAWKES_MANAGEMENT_LISTEN",
                        "127.0.0.1:0",
                        "FAWKES_POSTGRES_URL",
                        database.servingUrl(),
                        "FAWKES_POSTGRES_MIGRATION_URL",
                        database.migrationUrl(),
                        "FAWKES_WEBHOOK_SECRET_GITHUB",
                        GithubBodies.SECRET,
                        "FAWKES_WEBHOOK_SECRET_DEVLAKE",
                        Requests.SECRET))
                .with(more);
        return DataApiServer.start(DataApiConfig.from(settings), Telemetry.start("data-api"));
    }

    static Peer peer(DataApiServer server) {
        return PatientPeer.at(server.address());
    }
}
