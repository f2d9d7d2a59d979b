package io.fawkes.insights;

import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.v1.ErrorReason;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A fact feed whose log a test writes: real gRPC, cursors, generations, and streams that break on command. */
final class ScriptedDataApi extends ReactorFactServiceGrpc.FactServiceImplBase {
    private final RpcEdge edge = new RpcEdge(_ -> Optional.empty());
    private final List<String> cursorsAsked = new CopyOnWriteArrayList<>();
    private final AtomicReference<Generation> current = new AtomicReference<>(new Generation(1));

    void commit(Instant readTime, Fact... facts) {
        current.get().commit(List.of(facts), readTime);
    }

    /** Breaks all streams; their cursors stay good. */
    void breakStreams() {
        Generation old = current.get();
        current.set(old.reopened());
        old.fail(RpcStatus.stopping());
    }

    /** Loses everything, as a restore does; cursors of before are expired. */
    void restore() {
        Generation old = current.get();
        current.set(new Generation(old.number + 1));
        old.fail(RpcStatus.stopping());
    }

    List<String> cursorsAsked() {
        return cursorsAsked;
    }

    @Override
    public Flux<WatchFactsResponse> watchFacts(WatchFactsRequest request) {
        return edge.many(() -> {
            cursorsAsked.add(request.getCursor());
            return current.get().after(request.getCursor());
        });
    }

    private static final class Generation {
        private final int number;
        private final List<WatchFactsResponse> log;
        private final Sinks.Many<WatchFactsResponse> live =
                Sinks.many().replay().all();

        Generation(int number) {
            this(number, List.of());
        }

        private Generation(int number, List<WatchFactsResponse> log) {
            this.number = number;
            this.log = new CopyOnWriteArrayList<>(log);
            log.forEach(live::tryEmitNext);
        }

        Generation reopened() {
            return new Generation(number, log);
        }

        void commit(List<Fact> facts, Instant readTime) {
            var message = WatchFactsResponse.newBuilder()
                    .addAllFacts(facts)
                    .setCursor(number + ":" + (log.size() + 1))
                    .setCaughtUp(true)
                    .setReadTime(Timestamp.newBuilder().setSeconds(readTime.getEpochSecond()))
                    .build();
            log.add(message);
            live.tryEmitNext(message);
        }

        void fail(RpcStatus status) {
            live.tryEmitError(status.toException());
        }

        Flux<WatchFactsResponse> after(String cursor) {
            if (cursor.isEmpty()) {
                return live.asFlux();
            }
            return cursor.startsWith(number + ":")
                    ? live.asFlux().skip(Long.parseLong(cursor.substring(cursor.indexOf(':') + 1)))
                    : Flux.error(RpcStatus.of(
                                    Status.Code.OUT_OF_RANGE,
                                    "data-api.fawkes",
                                    ErrorReason.CURSOR_EXPIRED,
                                    "the cursor is of an earlier generation")
                            .toException());
        }
    }
}
