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
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accepted means committed, whatever is killed. */
@Tag("full")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FaultsIT {

    private static final int POSTS = Integer.getInteger("fawkes.test.posts", 50_000);
    private static final int KILLS = 4;
    private static final int AT_ONCE = 32;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whatWasAnsweredIsThereAndNothingIsThereTwiceAfterKillsAtRandomPoints(@TempDir Path folder)
            throws IOException, SQLException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Set<Integer> open = IntStream.range(0, POSTS).boxed().collect(Collectors.toCollection(HashSet::new));
        Set<Integer> answered = ConcurrentHashMap.newKeySet();
        try (PostgresServer postgres = PostgresServer.launch()) {
            TestDatabase database = postgres.createDatabase();
            for (int kill = 0; kill <= KILLS; kill++) {
                int last = kill == KILLS ? Integer.MAX_VALUE : 1 + random.nextInt(POSTS / (KILLS + 1));
                try (var child = ChildProcess.start(settings(database), folder.resolve("child.log"));
                        var peer = peer(child.address())) {
                    postedUntilKilled(peer, child, open, answered, last);
                }
                Set<Integer> kept = kept(database);
                assertTrue(kept.containsAll(answered), "every 2xx is there, seed " + seed);
                open.removeAll(answered);
            }
            assertEquals(Set.of(), open, "seed " + seed);
            assertEquals(POSTS, number(database, "select count(*) from fact"));
            assertEquals(POSTS, number(database, "select count(*) from deployment"));
            assertEquals(POSTS, number(database, "select count(*) from fact_log"), "none twice, seed " + seed);
            assertEquals(
                    POSTS,
                    number(database, "select count(*) from delivery where outcome_name = 'ACCEPTED'"),
                    "each accepted once; what was kept and not answered came back as a duplicate, seed " + seed);
        }
    }

    /** Posts all that are open; after {@code last} answers the child is killed, and what it did not answer fails. */
    private static void postedUntilKilled(
            Peer peer, ChildProcess child, Collection<Integer> open, Set<Integer> answered, int last) {
        var answers = new AtomicInteger();
        var killed = new AtomicBoolean();
        Await.completed(Flux.fromIterable(Set.copyOf(open))
                .takeWhile(_ -> !killed.get())
                .flatMap(
                        number -> post(peer, number)
                                .doOnNext(_ -> {
                                    answered.add(number);
                                    if (answers.incrementAndGet() == last) {
                                        killed.set(true);
                                        child.kill();
                                    }
                                })
                                .onErrorResume(_ -> killed.get(), _ -> Mono.empty()),
                        AT_ONCE)
                .then());
    }

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
