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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Webhooks that tell of deployments, in an open loop, and a subscriber of the feed that waits for each of them. */
final class Webhooks {

    private static final long PATIENCE = 60;

    private final Channel channel;
    private int round;
    private String lastCursor = "";

    Webhooks(Channel channel) {
        this.channel = channel;
    }

    /**
     * How long deliveries took.
     *
     * @param accepted from the time each was due until it was answered, which is after its commit
     * @param seen from the same time until the subscriber had its fact: the whole way, more than from the commit on
     */
    record Times(Latencies accepted, Latencies seen) {}

    Times run(Schedule schedule) throws InterruptedException {
        round++;
        Map<String, Long> due = new ConcurrentHashMap<>();
        var seen = new Latencies();
        var missing = new CountDownLatch(schedule.number());
        var subscriber = Feed.read(channel, head(), message -> {
            Feed.parsed(message).getFactsList().forEach(fact -> arrived(fact, due, seen, missing));
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
        return new Times(accepted, seen);
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
