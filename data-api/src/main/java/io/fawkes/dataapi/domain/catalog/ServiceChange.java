package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import java.time.Instant;
import java.util.Optional;

/**
 * What a service shall be from now on.
 *
 * @param service its description
 * @param deletedAt when it was deleted; empty if it is not
 */
public record ServiceChange(Service service, Optional<Instant> deletedAt) {

    /**
     * What the log says of it. Later than anything that was said before, whatever this server's clock shows: who changes a
     * service saw it first.
     */
    public Revision revision(FactState before, Instant now) {
        long last = before.fields().values().stream()
                .mapToLong(held -> held.clock().revision())
                .max()
                .orElse(0);
        Revision said = service.revision();
        return new Revision(said.key(), said.kind(), Math.max(last + 1, now.toEpochMilli()), now, said.fields())
                .withOrCleared(ServiceFields.DELETE_TIME, deletedAt);
    }

    /** The service that {@code state} describes. */
    public static ServiceChange of(FactState state) {
        return new ServiceChange(Service.of(state), state.get(ServiceFields.DELETE_TIME));
    }

    /** The same, described otherwise. */
    public ServiceChange described(Service description) {
        return new ServiceChange(description, deletedAt);
    }

    /** The same, deleted or not. */
    public ServiceChange deleted(Optional<Instant> when) {
        return new ServiceChange(service, when);
    }
}
