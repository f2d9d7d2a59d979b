package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PostgresServer;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
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
                    Peer peer = NumberedPosts.peer(server.address())) {
                var numbers = new AtomicInteger();
                var load = Flux.<Integer>generate(sink -> sink.next(numbers.incrementAndGet()))
                        .flatMap(
                                number -> NumberedPosts.post(peer, number)
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
                assertTrue(NumberedPosts.kept(database).containsAll(answered), "every 2xx is there");
                assertEquals(
                        "0",
                        NumberedPosts.text(
                                database, "select (select count(*) from fact) - (select count(*) from fact_log)"),
                        "none twice");
            }
        }
    }

    private static DataApiServer start(TestDatabase database) throws IOException {
        Settings settings = Settings.of(NumberedPosts.settings(database))
                .with(Map.of("FAWKES_DATA_API_LISTEN", "127.0.0.1:0", "FAWKES_MANAGEMENT_LISTEN", "127.0.0.1:0"));
        return DataApiServer.start(DataApiConfig.from(settings), Telemetry.start("data-api"));
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
}
