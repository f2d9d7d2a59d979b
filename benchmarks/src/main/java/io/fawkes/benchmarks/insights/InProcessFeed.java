package io.fawkes.benchmarks.insights;

import io.fawkes.insights.domain.FactFeed;
import io.fawkes.insights.domain.FeedMessage;
import io.fawkes.insights.domain.fact.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A feed that tells histories in messages of 500 facts, as data-api does, and then what it is given. */
final class InProcessFeed implements FactFeed {
    private static final int FACTS_PER_MESSAGE = 500;

    private final Histories histories;
    private final Sinks.Many<FeedMessage> later = Sinks.many().unicast().onBackpressureBuffer();

    InProcessFeed(Histories histories) {
        this.histories = histories;
    }

    /** Tells {@code fact} now. */
    void tell(Fact fact) {
        later.tryEmitNext(message(false, List.of(fact), true)).orThrow();
    }

    @Override
    public Flux<FeedMessage> follow() {
        Flux<Fact> told = Flux.fromStream(
                        () -> IntStream.range(0, histories.services()).boxed())
                .concatMapIterable(this::factsOf);
        return Flux.concat(
                Flux.just(message(true, List.of(), false)),
                told.buffer(FACTS_PER_MESSAGE).map(facts -> message(false, facts, false)),
                Flux.just(message(false, List.of(), true)),
                later.asFlux());
    }

    private List<Fact> factsOf(int service) {
        List<Fact> facts = new ArrayList<>();
        histories.tell(service, facts::add);
        return facts;
    }

    private static FeedMessage message(boolean fresh, List<Fact> facts, boolean caughtUp) {
        return new FeedMessage(fresh, facts, caughtUp, Histories.END, "in-process");
    }
}
