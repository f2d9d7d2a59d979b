package io.fawkes.insights.domain;

import io.fawkes.insights.domain.LiveFacts.Reading;
import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Scope;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers questions for DORA metrics, once or for as long as somebody watches.
 *
 * <p>Watches of one question share one computation. Safe for concurrent use.
 */
public final class DoraAnswers {
    private static final Duration CALM = Duration.ofMillis(250);

    private final LiveFacts facts;
    /** Answers are computed beside the fold, so that a large one holds up no message. */
    private final Scheduler computation = Schedulers.parallel();

    private final ConcurrentMap<DoraQuestion, Flux<DoraAnswer>> watches = new ConcurrentHashMap<>();

    public DoraAnswers(LiveFacts facts) {
        this.facts = facts;
    }

    /** The answer to {@code question} with the rows behind it. Fails with the refusals of {@link InsightsException}. */
    public Mono<DoraReport> report(DoraQuestion question) {
        return facts.read(question.service())
                .publishOn(computation)
                .map(reading -> DoraReport.of(scope(question, reading)));
    }

    /**
     * The answer to {@code question}, and again whenever it becomes another, at most every 250 ms; to a slow reader only
     * the latest. Fails as {@link #report} does; never ends.
     */
    public Flux<DoraAnswer> watch(DoraQuestion question) {
        return Flux.defer(() -> watches.computeIfAbsent(question, this::shared)).onBackpressureLatest();
    }

    /** How many questions are being watched. */
    public int watched() {
        return watches.size();
    }

    private Flux<DoraAnswer> shared(DoraQuestion question) {
        return Flux.concat(Mono.just(true), facts.progress().map(_ -> true))
                .onBackpressureLatest()
                .concatMap(_ -> report(question).map(DoraReport::answer).concatWith(pause()), 1)
                .distinctUntilChanged(answer -> answer, (before, after) -> !after.differsFrom(before))
                .doFinally(_ -> watches.remove(question))
                .replay(1)
                .refCount();
    }

    private static Mono<DoraAnswer> pause() {
        return Mono.delay(CALM).then(Mono.empty());
    }

    private static Scope scope(DoraQuestion question, Reading reading) {
        return new Scope(
                reading.timeline(), question.window(reading.watermark()), question.weakest(), reading.watermark());
    }
}
