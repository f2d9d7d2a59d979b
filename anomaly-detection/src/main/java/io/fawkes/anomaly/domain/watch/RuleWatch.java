package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.sample.Extent;
import io.fawkes.anomaly.domain.sample.SampleQuery;
import io.fawkes.anomaly.domain.sample.SampleSource;
import io.fawkes.anomaly.domain.sample.SourceFailure;
import io.fawkes.anomaly.domain.watch.WatchStore.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The watching of one rule in one tenure: reads what was kept, then round after round asks the source for what is new,
 * feeds it and keeps what came of it. A source that fails is asked again after a growing pause, and then for all it missed.
 * Rounds follow each other; only they touch the state.
 */
final class RuleWatch {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 10;

    private final Rule rule;
    private final Tenure tenure;
    private final Watching watching;
    private final SeriesSet series;

    private RuleState state;

    /** What all rules of a process are watched with. */
    record Watching(
            SampleSource source,
            WatchPolicy policy,
            InstantSource clock,
            Scheduler detection,
            WatchMetrics metrics,
            Stopping stopping) {}

    RuleWatch(Rule rule, Tenure tenure, Watching watching) {
        this.rule = rule;
        this.tenure = tenure;
        this.watching = watching;
        this.series = new SeriesSet(rule, watching.policy());
        this.state = RuleState.waiting(rule.id());
    }

    /** Watches until it is told to stop, then keeps every series' state and completes. Fails when the tenure is over. */
    Mono<Void> run() {
        Stopping stopping = watching.stopping();
        return load().then(Mono.defer(this::round)
                        .flatMap(stopping::pause)
                        .repeat(stopping::isNotAsked)
                        .then())
                .then(Mono.defer(this::keepAll));
    }

    private Mono<Void> load() {
        return tenure.state(rule)
                .doOnNext(kept -> state = kept)
                .thenMany(tenure.series(rule))
                .doOnNext(kept -> series.resume(kept, watching.clock().instant()))
                .then(Mono.fromRunnable(series::begin));
    }

    /** One poll; how long to wait after it. */
    private Mono<Duration> round() {
        return watching.source()
                .extent()
                .flatMap(this::poll)
                .doOnNext(_ -> watching.metrics().polled(rule.id()))
                .onErrorResume(SourceFailure.class, this::failed);
    }

    private Mono<Duration> poll(Extent extent) {
        Instant eventsFrom = eventsFrom(extent);
        Optional<SampleQuery> query = series.unread(extent, watching.policy().pointsPerQuery());
        return query.map(asked -> answered(asked, extent, eventsFrom)).orElseGet(() -> Mono.just(idle(extent)));
    }

    /** From when on events count: settled with the first poll, and kept, so that a restart does not move it. */
    private Instant eventsFrom(Extent extent) {
        Instant known = state.eventsFrom();
        if (known != null) {
            return known;
        }
        Instant from = extent.beginning()
                .orElseGet(() -> extent.settled().minus(watching.policy().lookBack()));
        state = state.eventsFrom(from);
        return from;
    }

    private Mono<Duration> answered(SampleQuery query, Extent extent, Instant eventsFrom) {
        return watching.source()
                .range(query)
                .collectList()
                .transform(watching.stopping()::unlessAsked)
                .publishOn(watching.detection())
                .map(samples -> {
                    series.feed(samples, query.end(), eventsFrom);
                    return tick(query, extent);
                })
                .flatMap(tick -> tenure.keep(rule, tick))
                .then(Mono.fromSupplier(() -> idle(extent)));
    }

    private Tick tick(SampleQuery query, Extent extent) {
        Instant now = watching.clock().instant();
        boolean behind = series.isBehind(extent);
        state = state.polled(now, query.end(), series.count(), series.learning(), behind);
        return new Tick(state, series.due(now));
    }

    /** None while there is more to read, else until the next step is over. */
    private Duration idle(Extent extent) {
        if (series.unread(extent, 1).isPresent()) {
            return Duration.ZERO;
        }
        return series.seen()
                .map(seen -> Duration.between(extent.settled(), seen.plus(rule.step())))
                .filter(Duration::isPositive)
                .orElseGet(rule::step);
    }

    private Mono<Duration> failed(SourceFailure failure) {
        state = state.failed(watching.clock().instant(), failure.line());
        watching.metrics().failed(rule.id(), failure);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(state.failedPolls() - 1, DOUBLINGS));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        return tenure.keep(rule, new Tick(state, List.of())).thenReturn(bounded);
    }

    private Mono<Void> keepAll() {
        return tenure.keep(rule, new Tick(state, series.dirty(watching.clock().instant())));
    }
}
