package io.fawkes.dataapi.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.dataapi.domain.feed.FactLog;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedFilter;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.dataapi.domain.history.FactHistory;
import io.fawkes.dataapi.domain.history.FeedTime;
import io.fawkes.dataapi.domain.report.KeepReports;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import io.fawkes.dataapi.v1.FactReport;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.StatusChange;
import io.fawkes.dataapi.v1.WriteFactsRequest;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.testkit.Await;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a slow store does to whoever streams facts into it, over a real connection. */
class FactStreamPressureTest {

    private static final int MESSAGES = 200;
    private static final int FACTS = 500;

    /** HTTP/2 lets a window of 1 MiB be under way, a message has some 50 KiB; the rest stays with the sender. */
    private static final int MOST_SENT = 100;

    private final Queue<Sinks.One<Boolean>> commits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void aSlowStoreHasTwoBatchesUnderWayAndTheSenderKeepsTheRest() throws IOException {
        var service = new FactGrpcService(
                new WatchFacts(new NoLog()), new KeepReports(this::slowly, InstantSource.system()), new NoHistory());
        try (RpcServer server = RpcServer.start(
                        new Address("127.0.0.1", 0),
                        CallLimits.DEFAULT,
                        Authentication.loopback(),
                        OpenTelemetry.noop(),
                        List.of(service));
                Peer peer = Peer.at(server.address(), Optional.empty(), OpenTelemetry.noop())) {
            Flux<WriteFactsRequest> requests =
                    Flux.range(0, MESSAGES).map(FactStreamPressureTest::message).doOnNext(_ -> sent.incrementAndGet());
            var answers = peer.many(
                            ReactorFactServiceGrpc.newReactorStub(peer.channel()), stub -> stub.writeFacts(requests))
                    .count()
                    .toFuture();

            Await.until("two batches are under way", () -> commits.size() == 2);
            assertTrue(sent.get() < MOST_SENT, sent + " messages left the sender for two that are being written");

            Await.until("everything is written", () -> {
                Optional.ofNullable(commits.poll()).ifPresent(commit -> commit.tryEmitValue(true));
                return answers.isDone();
            });
            assertEquals(MESSAGES, answers.join());
            assertEquals(2, mostUnderWay.get());
        }
    }

    /** Commits when the test says so. */
    private Mono<List<Written>> slowly(List<Revision> revisions, String delivery) {
        return Mono.defer(() -> {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Sinks.One<Boolean> commit = Sinks.one();
            commits.add(commit);
            return commit.asMono().map(_ -> {
                underWay.decrementAndGet();
                return revisions.stream()
                        .map(_ -> new Written("deployments/d", Written.Outcome.CREATED))
                        .toList();
            });
        });
    }

    private static WriteFactsRequest message(int number) {
        var request = WriteFactsRequest.newBuilder();
        for (int fact = 0; fact < FACTS; fact++) {
            request.addFacts(FactReport.newBuilder()
                    .setSourceId(number + "-" + fact)
                    .setDeployment(Deployment.newBuilder()
                            .setSourceKey(io.fawkes.dataapi.v1.SourceKey.newBuilder()
                                    .setKey("k")
                                    .setValue("shop"))
                            .setEnvironment("production")
                            .setVersion("sha-" + number + "-" + fact)
                            .putStatusChanges(
                                    "s",
                                    StatusChange.newBuilder()
                                            .setStatus(DeploymentStatus.DEPLOYMENT_STATUS_IN_PROGRESS)
                                            .setOccurTime(Timestamp.newBuilder().setSeconds(1_770_000_000))
                                            .build())));
        }
        return request.build();
    }

    private static final class NoLog implements FactLog {
        @Override
        public Mono<List<FeedPage>> look(FeedCursor cursor, FeedFilter filter) {
            return Mono.never();
        }

        @Override
        public Flux<Long> hints() {
            return Flux.never();
        }
    }

    private static final class NoHistory implements FactHistory {
        @Override
        public Mono<FeedTime> at(Instant time) {
            return Mono.never();
        }

        @Override
        public Flux<Bytes> catalog(FeedCursor position) {
            return Flux.never();
        }

        @Override
        public Flux<Bytes> facts(FeedCursor position, List<SourceKey> keys) {
            return Flux.never();
        }
    }
}
