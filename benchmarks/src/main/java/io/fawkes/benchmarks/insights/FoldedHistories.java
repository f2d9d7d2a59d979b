package io.fawkes.benchmarks.insights;

import io.fawkes.benchmarks.harness.Rounds;
import io.fawkes.insights.domain.DoraAnswers;
import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.standalone.storage.ServiceDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Mono;

/** Histories in a live fold, in this process. Closed when it was measured. */
final class FoldedHistories implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long LOOK = 1_000_000;
    private static final double NANOS = 1e9;
    private static final int COLLECTIONS = 3;

    private final Histories histories;
    private final InProcessFeed feed;
    private final LiveFacts live;
    private final DoraAnswers answers;
    private final double seconds;
    private final double bytesPerFact;
    private int told;

    private FoldedHistories(Histories histories) {
        long before = used();
        long start = System.nanoTime();
        this.histories = histories;
        this.feed = new InProcessFeed(histories);
        this.live = LiveFacts.following(feed, Policy.USUAL, FoldedHistories::fail);
        this.answers = new DoraAnswers(live);
        while (!live.isReady()) {
            LockSupport.parkNanos(LOOK);
        }
        report(lastMonth());
        this.seconds = (System.nanoTime() - start) / NANOS;
        this.bytesPerFact = (double) (used() - before) / histories.facts();
    }

    /** Folds {@code histories}, and waits for it. */
    static FoldedHistories start(Histories histories) {
        return new FoldedHistories(histories);
    }

    /** From the first message to the first answer about all services. */
    double seconds() {
        return seconds;
    }

    /** Heap of book and timelines. */
    double bytesPerFact() {
        return bytesPerFact;
    }

    int services() {
        return histories.services();
    }

    /** Median of so many starts with its checkpoint in {@code database}. */
    double warmSeconds(ServiceDatabase database, Rounds rounds) throws Exception {
        try (WarmStart start = WarmStart.written(live, database)) {
            return rounds.median(_ -> start.seconds());
        }
    }

    /** Asks about a service, or about all if that is negative; tells how many deployments there were. */
    long ask(int service, Instant from, Instant to) {
        Group group = service < 0 ? Group.ORGANIZATION : Group.of(new ServiceId(Histories.service(service)));
        return report(new DoraQuestion(group, from, to, Terms.USUAL))
                .answer()
                .deploymentFrequency()
                .n();
    }

    /** Nanoseconds from an incident of last week to the first answer that has it. */
    long lateIncident(int service) {
        Group group = Group.of(new ServiceId(Histories.service(service)));
        DoraQuestion question = lastMonth(group);
        int before = report(question).answer().coverage().incidents();
        long start = System.nanoTime();
        feed.tell(Histories.incident(Histories.key(service), "late" + told++, Histories.END.minus(Duration.ofDays(7))));
        while (report(question).answer().coverage().incidents() == before) {
            Thread.onSpinWait();
        }
        return System.nanoTime() - start;
    }

    /** A question about all services. */
    static DoraQuestion lastMonth() {
        return lastMonth(Group.ORGANIZATION);
    }

    private static DoraQuestion lastMonth(Group group) {
        return new DoraQuestion(group, Histories.END.minus(Duration.ofDays(30)), Histories.END, Terms.USUAL);
    }

    static void fail(Throwable defect) {
        throw new IllegalStateException(defect);
    }

    private DoraReport report(DoraQuestion question) {
        return answered(answers.report(question));
    }

    private static <T> T answered(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(LONGEST), "an answer");
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Override
    public void close() {
        live.close();
    }
}
