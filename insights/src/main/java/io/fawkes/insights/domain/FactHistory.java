package io.fawkes.insights.domain;

import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.SourceKey;
import java.time.Instant;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What was known at times that have passed. Publishers do nothing until subscribed. All fail with
 * {@link InsightsException.HistoryAway} while it cannot be reached.
 */
public interface FactHistory {
    /** Nothing was kept. */
    FactHistory NONE = new FactHistory() {
        @Override
        public Mono<String> position(Instant time) {
            return Mono.error(() -> new InsightsException.AsOfOutOfRange("as_of: nothing was kept"));
        }

        @Override
        public Flux<Fact> catalog(String position) {
            return Flux.empty();
        }

        @Override
        public Flux<Fact> facts(String position, Collection<SourceKey> keys) {
            return Flux.empty();
        }
    };

    /**
     * Where the feed was at {@code time}: the same place for ever. Fails with {@link InsightsException.AsOfOutOfRange} if that was
     * just now or too long ago.
     */
    Mono<String> position(Instant time);

    /** The services, calendars, policies and survey answers as of {@code position}. */
    Flux<Fact> catalog(String position);

    /** Facts of {@code keys} as of {@code position}, in no certain order. */
    Flux<Fact> facts(String position, Collection<SourceKey> keys);
}
