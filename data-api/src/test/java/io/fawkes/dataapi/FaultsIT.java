package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.fawkes.dataapi.generic.GenericBodies;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.v1.ReactorDeliveryServiceGrpc;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PostgresServer;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accepted means committed, also while the database goes away. */
@Tag("full")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsIT {

    private static final int AT_ONCE = 32;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aDatabaseThatRestartsUnderLoadLosesNoAnswerAndIsFoundAgain() throws IOException, SQLException {
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        try (PostgresServer postgres = PostgresServer.launch()) {
            TestDatabase database = postgres.createDatabase();
            try (DataApiServer server = start(database);
                    Peer peer = peer(server.address())) {
                var numbers = new AtomicInteger();
                var load = Flux.<Integer>generate(sink -> sink.next(numbers.incrementAndGet()))
                        .flatMap(
                                number -> post(peer, number)
                                        .doOnNext(_ -> answered.add(number))
                                        .onErrorResume(_ -> Mono.delay(Duration.ofMillis(20))
                                                .then(Mono.empty())),
                                AT_ONCE)
                        .subscribe();
                try {
                    Await.until("the load is on", () -> answered.size() > 200);
                    postgres.stop();
                    Await.until("unready", () -> ready(server) == 503);
                    int before = answered.size();
                    postgres.start();
                    Await.until("ready again", () -> ready(server) == 200);
                    Await.until("the load goes on", () -> answered.size() > before + 200);
                } finally {
                    load.dispose();
                }
                assertTrue(kept(database).containsAll(answered), "every 2xx is there");
                assertEquals(
                        0,
                        number(database, "select (select count(*) from fact) - (select count(*) from fact_log)"),
                        "none twice");
            }
        }
    }

    private static Mono<?> post(Peer peer, int number) {
        String body =
                GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z").replace("till-7", "n" + number);
        return peer.one(
                ReactorDeliveryServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.receiveDelivery(ReceiveDeliveryRequest.newBuilder()
                        .setSource("generic")
                        .setBody(HttpBody.newBuilder()
                                .setData(ByteString.copyFrom(body.getBytes(StandardCharsets.UTF_8))))
                        .putHeaders("authorization", "Bearer " + Requests.SECRET)
                        .build()));
    }

    private static Map<String, String> settings(TestDatabase database) {
        return Map.of(
                "FAWKES_POSTGRES_URL",
                database.servingUrl(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                database.migrationUrl(),
                "FAWKES_WEBHOOK_SECRET_GENERIC",
                Requests.SECRET);
    }

    private static DataApiServer start(TestDatabase database) throws IOException {
        Settings settings = Settings.of(settings(database))
                .with(Map.of("FAWKES_DATA_API_LISTEN", "127.0.0.1:0", "FAWKES_MANAGEMENT_LISTEN", "127.0.0.1:0"));
        return DataApiServer.start(DataApiConfig.from(settings), Telemetry.start("data-api"));
    }

    private static Peer peer(Address address) {
        return Peer.at(address, Optional.empty(), OpenTelemetry.noop());
    }

    private int ready(DataApiServer server) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + server.management() + "/ready"));
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Integer> kept(TestDatabase database) throws SQLException {
        Set<Integer> kept = new HashSet<>();
        try (var connection = DriverManager.getConnection(jdbc(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select substr(source_id, length('deployments/n') + 1) from fact")) {
            while (rows.next()) {
                kept.add(Integer.valueOf(rows.getString(1)));
            }
        }
        return kept;
    }

    private static long number(TestDatabase database, String count) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbc(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(count)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String jdbc(TestDatabase database) {
        URI owner = URI.create(database.migrationUrl());
        String[] credentials = owner.getUserInfo().split(":", 2);
        return "jdbc:postgresql://" + owner.getHost() + ":" + owner.getPort() + owner.getPath() + "?user="
                + credentials[0] + "&password=" + credentials[1];
    }
}
