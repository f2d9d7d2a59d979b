package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What a new reading made of a delivery.
 *
 * @param delivery the delivery as it now stands
 * @param outcome of this reading
 * @param rejection why this reading was rejected; present exactly then
 * @param note for people, what was left aside and why
 * @param changed resource names of the facts that this reading changed
 */
public record Replay(
        Delivery delivery, Outcome outcome, Optional<Rejection> rejection, String note, List<String> changed) {

    public Replay {
        changed = List.copyOf(changed);
    }

    /** For people: what was wrong, or what was left aside. */
    public String detail() {
        return rejection.map(Rejection::detail).orElse(note);
    }
}
