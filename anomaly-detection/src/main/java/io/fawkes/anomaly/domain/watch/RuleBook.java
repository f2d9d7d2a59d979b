package io.fawkes.anomaly.domain.watch;

import io.fawkes.anomaly.domain.AnomalyException.UnknownRule;
import io.fawkes.anomaly.domain.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The configured rules, each with how far its watching has come. */
public final class RuleBook {
    private final List<Rule> rules;
    private final RuleStates states;
    private final boolean hasSource;

    /**
     * @param rules the configured ones
     * @param states of those that were ever polled
     * @param hasSource whether there is anything to poll
     */
    public RuleBook(List<Rule> rules, RuleStates states, boolean hasSource) {
        this.rules = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
        this.states = states;
        this.hasSource = hasSource;
    }

    /** A rule and how far its watching has come. */
    public record Watched(Rule rule, RuleState state) {}

    /** Every rule in the order of the ids. */
    public Mono<List<Watched>> all() {
        return states.all()
                .collectMap(RuleState::rule)
                .map(known -> rules.stream()
                        .map(rule -> new Watched(rule, state(rule, known)))
                        .toList());
    }

    private RuleState state(Rule rule, Map<String, RuleState> known) {
        return hasSource
                ? known.getOrDefault(rule.id(), RuleState.waiting(rule.id()))
                : RuleState.withoutSource(rule.id());
    }

    /** The rule of that resource name; UnknownRule if none is configured. */
    public Mono<Watched> find(String name) {
        return all().flatMapIterable(watched -> watched)
                .filter(watched -> watched.rule().name().equals(name))
                .next()
                .switchIfEmpty(Mono.error(() -> new UnknownRule(name)));
    }
}
