package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.rule.Rule;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where the watching of rules keeps what it makes; one process at a time may write. */
public interface WatchStore {

    /**
     * Waits until this process is the only one that watches, and runs {@code work}, which is cancelled with an error when
     * that ends. Anomalies that are open of rules other than {@code rules}, or of rules that changed, are closed first.
     */
    <T> Flux<T> hold(List<Rule> rules, Function<Tenure, ? extends Publisher<T>> work);

    /** The time in which a process is the only one that watches. */
    interface Tenure {

        /** The state of {@code rule} as it was last kept; empty if it was never polled or has changed since. */
        Mono<RuleState> state(Rule rule);

        /** Every series of {@code rule} as it was last kept; none if the rule has changed since. */
        Flux<SeriesState> series(Rule rule);

        /**
         * Keeps {@code tick}. Each step as a whole; keeping it again changes nothing, so a change that is known already is
         * not told twice. Waits for a database that is away; fails only if the tenure is over.
         */
        Mono<Void> keep(Rule rule, Tick tick);
    }
}
