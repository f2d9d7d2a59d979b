package io.fawkes.anomaly.domain.watch;

import reactor.core.publisher.Flux;

/** How far the watching of each rule has come, whichever replica does it. Publishers may be subscribed again. */
public interface RuleStates {

    /** The states of all rules that were ever polled, in any order. */
    Flux<RuleState> all();
}
