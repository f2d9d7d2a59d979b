package io.fawkes.benchmarks.dataapi;

import io.fawkes.benchmarks.harness.Run;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.WriteFactsRequest;
import io.fawkes.dataapi.v1.WriteOutcome;
import io.fawkes.runtime.rpc.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** Facts through the stream, counted when they are acknowledged. */
final class Ingest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int CHUNK = 100_000;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Peer peer;
    private long first;
    private long next;

    Ingest(Peer peer) {
        this.peer = peer;
    }

    /** How many facts are there. */
    long kept() {
        return next - first;
    }

    /** Number of the first fact that is there. */
    long first() {
        return first;
    }

    /** What was written so far is there no more. */
    void emptied() {
        first = next;
    }

    /** Writes {@code number} facts that nobody wrote before; facts a second. They are made before the clock runs. */
    double rate(int number) {
        List<WriteFactsRequest> messages = Reports.messages(next, number);
        next += number;
        long start = System.nanoTime();
        long created = created(messages);
        double seconds = (System.nanoTime() - start) / NANOS;
        if (created != number) {
            throw new IllegalStateException("of %d facts %d were new".formatted(number, created));
        }
        return number / seconds;
    }

    private long created(List<WriteFactsRequest> messages) {
        return Objects.requireNonNull(
                peer.many(
                                ReactorFactServiceGrpc.newReactorStub(peer.channel()),
                                stub -> stub.writeFacts(Flux.fromIterable(messages)))
                        .map(answer -> answer.getFactsList().stream()
                                .filter(fact -> fact.getOutcome() == WriteOutcome.WRITE_OUTCOME_CREATED)
                                .count())
                        .reduce(0L, Long::sum)
                        .block(PATIENCE),
                "a count");
    }

    /** Writes until there are {@code facts} in all. */
    void fill(long facts, Run run) {
        while (kept() < facts) {
            double rate = rate((int) Math.min(CHUNK, facts - kept()));
            run.says("%,d of %,d facts (%,.0f/s)".formatted(kept(), facts, rate));
        }
    }
}
