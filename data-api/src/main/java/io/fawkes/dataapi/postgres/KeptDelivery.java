package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Telling;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A delivery that is to be kept, and what it says.
 *
 * @param delivery as it came
 * @param revisions what was understood of it
 */
record KeptDelivery(Delivery delivery, List<Revision> revisions) {

    /** What is written with others must not make them wait for long. */
    private static final int LARGEST_WITH_OTHERS = 100;

    /** Whether nothing has to be read to know what becomes of it, and it is no work of its own. */
    boolean isWrittenWithOthers() {
        return revisions.size() <= LARGEST_WITH_OTHERS && !saysNothing();
    }

    /** Whether only the source's own id can tell if it came before. */
    boolean saysNothing() {
        return delivery.outcome() != Outcome.REJECTED && revisions.isEmpty();
    }

    /** Rows that it writes, to the list and the log and of its own. */
    int size() {
        return 1 + revisions.size();
    }

    Stream<Telling> tellings() {
        return revisions.stream().map(revision -> new Telling(revision, delivery.name(), delivery.receivedAt()));
    }

    /** As it is kept when it says nothing. */
    Delivery ended(boolean known) {
        return delivery.ended(known ? Outcome.DUPLICATE : delivery.outcome(), List.of());
    }

    /** As it is kept when it says something, of which {@code changed} was new. */
    Delivery ended(List<String> changed) {
        boolean duplicate = delivery.outcome() != Outcome.REJECTED && changed.isEmpty();
        return delivery.ended(duplicate ? Outcome.DUPLICATE : delivery.outcome(), changed);
    }

    /** As it is kept when {@code written} is what became of its revisions, in their order. */
    Delivery endedBy(List<Written> written) {
        NavigableMap<FactKey, String> changed = new TreeMap<>();
        for (int index = 0; index < revisions.size(); index++) {
            if (written.get(index).outcome() != Written.Outcome.UNCHANGED) {
                changed.put(revisions.get(index).key(), written.get(index).name());
            }
        }
        return ended(List.copyOf(changed.values()));
    }
}
