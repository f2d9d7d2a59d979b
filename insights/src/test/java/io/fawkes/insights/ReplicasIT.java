package io.fawkes.insights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.fawkes.runtime.testkit.PatientPeer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas that follow one data-api, over real gRPC. */
class ReplicasIT {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");

    private final ScriptedDataApi feed = new ScriptedDataApi();
    private RpcServer dataApi;
    private InsightsServer one;
    private InsightsServer other;

    @BeforeEach
    void start() throws IOException {
        dataApi = RpcServer.start(
                new Address("127.0.0.1", 0),
                CallLimits.DEFAULT,
                Authentication.loopback(),
                OpenTelemetry.noop(),
                List.of(feed));
        feed.commit(
                NOW,
                Facts.service("shop"),
                Facts.deployment("v1", "2026-03-01T10:00:00Z"),
                Facts.deployment("v2", "2026-03-02T13:15:00Z"));
        one = replica();
        other = replica();
        Await.until("ready", () -> one.isReady() && other.isReady());
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        dataApi.close();
    }

    @Test
    void aSecondReplicaAnswersTheSame() {
        assertEquals(1, ask(one).getDeploymentFrequency().getN());
        assertEquals(ask(one), ask(other));
    }

    @Test
    void oneThatStartsAfterABrokenStreamCatchesUpWithTheOther() throws IOException {
        feed.breakStreams();
        feed.commit(NOW.plusSeconds(60), Facts.deployment("v3", "2026-03-05T10:00:00Z"));
        other.close();
        other = replica();

        Await.until("both have the news", () -> has(3, one) && has(3, other));
        assertEquals(ask(one), ask(other));
        assertEquals(
                NOW.plusSeconds(60).getEpochSecond(), ask(other).getWatermark().getSeconds());
    }

    @Test
    void whileDataApiIsAwayBothSayHowOldTheirAnswerIs() {
        Dora before = ask(one);
        dataApi.close();

        assertEquals(before, ask(one));
        assertEquals(before, ask(other));
        assertTrue(other.isReady());
        assertEquals(NOW.getEpochSecond(), before.getWatermark().getSeconds());
    }

    private static boolean has(int deployments, InsightsServer replica) {
        return replica.isReady() && ask(replica).getCoverage().getDeployments() == deployments;
    }

    private InsightsServer replica() throws IOException {
        var config = InsightsConfig.from(Settings.of(Map.of(
                InsightsConfig.LISTEN,
                "127.0.0.1:0",
                InsightsConfig.MANAGEMENT,
                "127.0.0.1:0",
                InsightsConfig.DATA_API,
                dataApi.address().toString())));
        return InsightsServer.start(config, Telemetry.start(InsightsServer.NAME));
    }

    private static Dora ask(InsightsServer replica) {
        try (var peer = PatientPeer.at(replica.address())) {
            var stub = ReactorDoraServiceGrpc.newReactorStub(peer.channel());
            return Await.value(peer.one(
                    stub,
                    s -> s.getDora(GetDoraRequest.newBuilder()
                            .setName("services/shop/dora")
                            .build())));
        }
    }
}
