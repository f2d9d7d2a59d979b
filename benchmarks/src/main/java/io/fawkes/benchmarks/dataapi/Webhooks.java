package io.fawkes.benchmarks.dataapi;

import com.google.api.HttpBody;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import io.fawkes.benchmarks.load.Latencies;
import io.fawkes.benchmarks.load.OpenLoop;
import io.fawkes.benchmarks.load.Schedule;
import io.fawkes.dataapi.v1.DeliveryServiceGrpc;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryResponse;
import io.grpc.Channel;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Webhooks that tell of deployments, in an open loop, and a subscriber of the feed that waits for each of them. */
final class Webhooks {

    private static final long PATIENCE = 60;

    private final Channel channel;
    private final Connection owner;
    private final InstantSource clock = InstantSource.system();
    private int round;
    private String lastCursor = "";

    /**
     * Webhooks over {@code channel}.
     *
     * @param owner a session in the service's database, for the times that rows of the log have
     */
    Webhooks(Channel channel, Connection owner) {
        this.channel = channel;
        this.owner = owner;
    }

    /**
     * How long deliveries took.
     *
     * @param accepted from the time each was due until it was answered, which is after its commit
     * @param seen from the same time until the subscriber had its fact: the whole way
     * @param told from the time its row was written to the log, before its commit, until the subscriber had it: all of the
     *     way from the commit on, and the commit
     */
    record Times(Latencies accepted, Latencies seen, Latencies told) {}

    Times run(Schedule schedule) throws InterruptedException, SQLException {
        round++;
        Map<String, Long> due = new ConcurrentHashMap<>();
        Map<String, Instant> arrivals = new ConcurrentHashMap<>();
        var seen = new Latencies();
        var missing = new CountDownLatch(schedule.number());
        var subscriber = Feed.read(channel, head(), message -> {
            var now = clock.instant();
            Feed.parsed(message).getFactsList().forEach(fact -> {
                arrivals.put(fact.getSourceId(), now);
                arrived(fact, due, seen, missing);
            });
            return missing.getCount() == 0;
        });
        long start = System.nanoTime();
        var accepted = OpenLoop.run(schedule, index -> {
            due.put(sourceId(index), start + schedule.due(index));
            return delivered(index);
        });
        if (!missing.await(PATIENCE, TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " facts never reached the subscriber");
        }
        subscriber.join();
        return new Times(accepted, seen, sinceWritten(arrivals));
    }

    /** The database's clock and ours are the machine's. */
    private Latencies sinceWritten(Map<String, Instant> arrivals) throws SQLException {
        var latencies = new Latencies();
        try (var statement =
                owner.prepareStatement("select source_id, recorded_at from fact_log where source_id = any (?)")) {
            statement.setArray(1, owner.createArrayOf("text", arrivals.keySet().toArray()));
            var rows = statement.executeQuery();
            while (rows.next()) {
                var written = rows.getObject(2, OffsetDateTime.class).toInstant();
                var arrived = Objects.requireNonNull(arrivals.get(rows.getString(1)), "a fact that was asked for");
                latencies.record(Duration.between(written, arrived).toNanos());
            }
        }
        return latencies;
    }

    private static void arrived(Fact fact, Map<String, Long> due, Latencies seen, CountDownLatch missing) {
        Long since = due.remove(fact.getSourceId());
        if (since != null) {
            seen.record(System.nanoTime() - since);
            missing.countDown();
        }
    }

    /** The cursor behind everything there is. */
    private String head() {
        var cursor = new java.util.concurrent.atomic.AtomicReference<>("");
        Feed.read(channel, lastCursor, message -> {
                    var page = Feed.parsed(message);
                    cursor.set(page.getCursor());
                    return page.getCaughtUp();
                })
                .join();
        lastCursor = cursor.get();
        return lastCursor;
    }

    private String sourceId(int index) {
        return "deployments/bench-%d-%d".formatted(round, index);
    }

    private CompletableFuture<?> delivered(int index) {
        String body = """
                {"kind": "deployment", "id": "bench-%d-%d", "time": "2026-03-03T10:04:30Z", "status": "succeeded",
                 "sourceKey": {"key": "%s", "value": "%s"}, "environment": "production", "version": "%s", "by": "octocat"}
                """.formatted(round, index, Reports.CLAIM_KEY, Reports.service(index), Reports.sha(index));
        var request = ReceiveDeliveryRequest.newBuilder()
                .setSource("generic")
                .setCredential(RunningDataApi.SECRET)
                .setBody(
                        HttpBody.newBuilder().setContentType("application/json").setData(ByteString.copyFromUtf8(body)))
                .build();
        var answer = new CompletableFuture<ReceiveDeliveryResponse>();
        Futures.addCallback(
                DeliveryServiceGrpc.newFutureStub(channel).receiveDelivery(request),
                new FutureCallback<>() {
                    @Override
                    public void onSuccess(ReceiveDeliveryResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }
                },
                MoreExecutors.directExecutor());
        return answer;
    }
}
