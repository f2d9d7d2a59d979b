package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.sample.SampleSource;
import io.fawkes.anomaly.domain.watch.WatchStore.Tenure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Watches the rules of a process while it holds the tenure; waits for that while another process does. Whatever ends a
 * tenure ends all of its state: the next begins with what was kept. Started once, closed once.
 */
public final class RuleWatcher implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final int DETECTION_THREADS = 2;

    private final List<Rule> rules;
    private final WatchStore store;
    private final RuleWatch.Watching watching;
    private final Scheduler detection;
    private final Stopping stopping;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private volatile boolean inTenure;

    private RuleWatcher(
            List<Rule> rules,
            SampleSource source,
            WatchStore store,
            WatchPolicy policy,
            InstantSource clock,
            WatchMetrics metrics) {
        this.rules = List.copyOf(rules);
        this.store = store;
        // The one place where threads change: answers come on network threads and are judged here.
        this.detection = Schedulers.newParallel("anomaly-detection", DETECTION_THREADS, true);
        this.stopping = new Stopping();
        this.watching = new RuleWatch.Watching(source, policy, clock, detection, metrics, stopping);
    }

    /** Starts to watch {@code rules} in {@code source}. */
    public static RuleWatcher start(
            List<Rule> rules,
            SampleSource source,
            WatchStore store,
            WatchPolicy policy,
            InstantSource clock,
            WatchMetrics metrics) {
        var watcher = new RuleWatcher(rules, source, store, policy, clock, metrics);
        watcher.begin();
        return watcher;
    }

    private void begin() {
        Flux.defer(() -> store.hold(rules, this::watched))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(signal -> watching.metrics().restarted(signal.failure())))
                .takeUntilOther(stopping.asked().then(Mono.defer(this::patience)))
                .doFinally(_ -> ended.tryEmitEmpty())
                .subscribe();
    }

    private Flux<Void> watched(Tenure tenure) {
        return Flux.fromIterable(rules)
                .flatMap(rule -> new RuleWatch(rule, tenure, watching).run(), Math.max(1, rules.size()))
                .doFirst(() -> inTenure = true)
                .doFinally(_ -> inTenure = false);
    }

    /** How long a stop waits: who only waits for a tenure has nothing to finish. */
    private Mono<Long> patience() {
        return inTenure ? Mono.delay(CLOSING) : Mono.empty();
    }

    /** Finishes what is being written, keeps every series' state, gives the tenure up; waits for that. */
    @Override
    public void close() {
        stopping.ask();
        ended.asMono().block(CLOSING.multipliedBy(2));
        detection.dispose();
    }
}
