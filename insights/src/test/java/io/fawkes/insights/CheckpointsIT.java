package io.fawkes.insights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.checkpoint.Block;
import io.fawkes.insights.domain.checkpoint.Checkpoint;
import io.fawkes.insights.domain.checkpoint.CheckpointStore;
import io.fawkes.insights.domain.checkpoint.Checkpoints;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.postgres.PostgresStorage;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.GetDoraRequest;
import io.fawkes.insights.v1.ReactorDoraServiceGrpc;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.telemetry.Telemetry;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PatientPeer;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Restarts with a checkpoint, over real gRPC and PostgreSQL. */
@ExtendWith(PostgresExtension.class)
class CheckpointsIT {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final SourceKey REPO = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/shop");

    private final ScriptedDataApi feed = new ScriptedDataApi();
    private final TestDatabase database;
    private RpcServer dataApi;

    CheckpointsIT(@Migrated("insights") TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws IOException {
        dataApi = dataApi(new Address("127.0.0.1", 0));
        feed.commit(
                NOW,
                Facts.service("shop"),
                Facts.deployment("v1", "2026-03-01T10:00:00Z"),
                Facts.deployment("v2", "2026-03-02T13:15:00Z"));
    }

    @AfterEach
    void stop() {
        dataApi.close();
    }

    @Test
    void aRestartGoesOnAtTheCheckpointAndAnswersTheSame() throws IOException {
        Dora before = answered("a checkpoint", "PT0.2S", this::awaitCheckpoint);
        feed.commit(NOW.plusSeconds(60), Facts.deployment("v3", "2026-03-05T10:00:00Z"));

        Dora after = answered(
                "no other",
                "PT1H",
                insights -> Await.until(
                        "caught up",
                        () -> ask(insights).getDeploymentFrequency().getN() == 2));

        assertEquals(1, before.getDeploymentFrequency().getN());
        assertFalse(feed.cursorsAsked().getLast().isEmpty(), "the feed went on at the checkpoint's cursor");
        assertEquals(3, after.getCoverage().getDeployments());
    }

    @Test
    void whileDataApiIsAwayARestartServesWithTheOldWatermark() throws IOException {
        Dora before = answered("a checkpoint", "PT0.2S", this::awaitCheckpoint);
        dataApi.close();

        Dora after = answered("nothing", "PT1H", _ -> {});

        assertEquals(before, after);
    }

    @Test
    void anExpiredCursorOfACheckpointBeginsTheFeedAnew() throws IOException {
        answered("a checkpoint", "PT0.2S", this::awaitCheckpoint);
        feed.restore();
        feed.commit(NOW.plusSeconds(60), Facts.service("shop"), Facts.deployment("n1", "2026-03-05T10:00:00Z"));

        Dora after = answered(
                "caught up",
                "PT1H",
                insights -> Await.until(
                        "only the facts of the new generation",
                        () -> ask(insights).getCoverage().getDeployments() == 1));

        assertEquals(NOW.plusSeconds(60).getEpochSecond(), after.getWatermark().getSeconds());
    }

    @Test
    void blocksComeBackAsTheyWereAndOldCheckpointsGo() {
        try (var storage = storage()) {
            CheckpointStore store = store(storage);
            List<byte[]> rows = List.of(new byte[] {1, 2}, new byte[300_000], new byte[] {3});
            Flux<Block> blocks = Flux.fromIterable(rows).map(row -> new Block(Optional.of(REPO), row));
            store.hold(turn -> Flux.range(0, 4).concatMap(i -> turn.write("c" + i, NOW, blocks)))
                    .as(StepVerifier::create)
                    .expectNextCount(4)
                    .verifyComplete();
            Checkpoint newest = Await.value(store.newest());
            List<Block> read = Await.value(store.blocks(newest).collectList());

            assertEquals("c3", newest.cursor());
            assertEquals(3, read.size());
            assertEquals(300_000, read.get(1).rows().length);
            assertEquals(Optional.of(REPO), read.getFirst().source());
        }
    }

    @Test
    void aCheckpointThatLostABlockIsRefused() {
        try (var storage = storage()) {
            CheckpointStore store = store(storage);
            CheckpointStore lossy = new Lossy(store);
            store.hold(turn -> turn.write("c", NOW, Flux.just(new Block(Optional.of(REPO), new byte[0]))))
                    .as(StepVerifier::create)
                    .expectNextCount(1)
                    .verifyComplete();

            new Checkpoints(lossy)
                    .restored()
                    .as(StepVerifier::create)
                    .verifyErrorMatches(failure -> failure.getCause() instanceof Checkpoints.Damaged);
        }
    }

    private void awaitCheckpoint(InsightsServer insights) {
        Await.until("ready", insights::isReady);
        try (var storage = storage()) {
            CheckpointStore store = store(storage);
            Await.until(
                    "written",
                    () -> Boolean.TRUE.equals(Await.value(store.newest().hasElement())));
        }
    }

    private Dora answered(String until, String pause, Consumer<InsightsServer> awaited) throws IOException {
        try (var insights = InsightsServer.start(config(pause), Telemetry.start(InsightsServer.NAME))) {
            awaited.accept(insights);
            Dora answer = ask(insights);
            assertTrue(answer.hasWatermark(), until);
            return answer;
        }
    }

    private static Dora ask(InsightsServer insights) {
        try (var peer = PatientPeer.at(insights.address())) {
            var stub = ReactorDoraServiceGrpc.newReactorStub(peer.channel());
            return Await.value(peer.one(
                    stub,
                    s -> s.getDora(GetDoraRequest.newBuilder()
                            .setName("services/shop/dora")
                            .build())));
        }
    }

    private PostgresStorage storage() {
        return Await.value(PostgresStorage.open(database.config(), OpenTelemetry.noop()));
    }

    private static CheckpointStore store(PostgresStorage storage) {
        return storage.checkpoints("test-" + UUID.randomUUID());
    }

    private InsightsConfig config(String pause) {
        return InsightsConfig.from(Settings.of(Map.of(
                InsightsConfig.LISTEN,
                "127.0.0.1:0",
                InsightsConfig.MANAGEMENT,
                "127.0.0.1:0",
                InsightsConfig.DATA_API,
                dataApi.address().toString(),
                InsightsConfig.POSTGRES,
                database.servingUrl(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                database.migrationUrl(),
                InsightsConfig.CHECKPOINT_PAUSE,
                pause)));
    }

    private RpcServer dataApi(Address address) throws IOException {
        return RpcServer.start(
                address, CallLimits.DEFAULT, Authentication.loopback(), OpenTelemetry.noop(), List.of(feed));
    }

    /** Tells of checkpoints, but of none of their blocks. */
    private record Lossy(CheckpointStore store) implements CheckpointStore {
        @Override
        public Mono<Checkpoint> newest() {
            return store.newest();
        }

        @Override
        public Flux<Block> blocks(Checkpoint checkpoint) {
            return Flux.empty();
        }

        @Override
        public <T> Flux<T> hold(Function<Turn, ? extends Publisher<T>> work) {
            return store.hold(work);
        }
    }
}
