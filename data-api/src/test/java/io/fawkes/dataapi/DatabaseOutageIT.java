package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.telemetry.Telemetry;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PostgresServer;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseOutageIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void readinessFollowsTheDatabaseAndCallsSayThatItIsAway() throws IOException {
        try (PostgresServer postgres = PostgresServer.launch();
                DataApiServer server = start(postgres.createDatabase());
                Peer peer = Peer.at(server.address(), Optional.empty(), OpenTelemetry.noop())) {
            assertEquals(200, ready(server).statusCode());

            postgres.stop();

            var away = Await.until("unready", () -> ready(server), answer -> answer.statusCode() == 503);
            assertTrue(away.body().contains("postgres"), away.body());
            var error = assertThrows(StatusRuntimeException.class, () -> list(peer));
            assertEquals(
                    "DEPENDENCY_UNAVAILABLE",
                    RpcStatus.errorInfo(error).orElseThrow().getReason());
            assertEquals(200, get(server, "/healthz").statusCode());

            postgres.start();

            Await.until("ready again", () -> ready(server), answer -> answer.statusCode() == 200);
            list(peer);
        }
    }

    private static void list(Peer peer) {
        Await.completed(peer.one(
                ReactorCatalogServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.listServices(ListServicesRequest.getDefaultInstance())));
    }

    private static DataApiServer start(TestDatabase database) throws IOException {
        Settings settings = Settings.of(Map.of(
                "FAWKES_DATA_API_LISTEN",
                "127.0.0.1:0",
                "FAWKES_MANAGEMENT_LISTEN",
                "127.0.0.1:0",
                "FAWKES_POSTGRES_URL",
                database.servingUrl(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                database.migrationUrl()));
        return DataApiServer.start(DataApiConfig.from(settings), Telemetry.start("data-api"));
    }

    private HttpResponse<String> ready(DataApiServer server) {
        return get(server, "/ready");
    }

    private HttpResponse<String> get(DataApiServer server, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + server.management() + path));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
