package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import java.time.Instant;
import java.util.Optional;

/**
 * What an entry shall be from now on.
 *
 * @param entry its description
 * @param deletedAt when it was deleted; empty if it is not
 */
public record EntryChange(Entry entry, Optional<Instant> deletedAt) {

    /**
     * What the log says of it. Later than anything that was said before, whatever this server's clock shows: who changes an
     * entry saw it first.
     */
    public Revision revision(FactState before, Instant now) {
        long last = before.fields().values().stream()
                .mapToLong(held -> held.clock().revision())
                .max()
                .orElse(0);
        return entry.revision(Math.max(last + 1, now.toEpochMilli()), now)
                .withOrCleared(ServiceFields.DELETE_TIME, deletedAt);
    }

    /** The entry that {@code state} describes. */
    public static EntryChange of(FactState state) {
        return new EntryChange(Entry.of(state), state.get(ServiceFields.DELETE_TIME));
    }

    /** The same, described otherwise. */
    public EntryChange described(Entry description) {
        return new EntryChange(description, deletedAt);
    }

    /** The same, deleted or not. */
    public EntryChange deleted(Optional<Instant> when) {
        return new EntryChange(entry, when);
    }
}
