package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.DataApiException.EtagMismatch;
import io.fawkes.dataapi.domain.DataApiException.ServiceDeleted;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.fact.FactState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** Changes services that exist; whoever shows the etag that was read is told if others were faster. */
public final class EditServices {

    private final Catalog catalog;
    private final InstantSource clock;

    public EditServices(Catalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** What an etag of {@code state} is: quoted, as HTTP has it. */
    public static String etag(FactState state) {
        return "\"" + state.version() + "\"";
    }

    /** Describes the service otherwise. Fails with UnknownResource, EtagMismatch, ServiceDeleted or SourceKeyClaimed. */
    public Mono<FactState> update(String id, String etag, UnaryOperator<Service> edit) {
        return changed(id, etag, change -> {
            demandThere(change);
            return change.described(edit.apply(change.service()));
        });
    }

    /** Takes the service out of lists. Fails with UnknownResource, EtagMismatch or ServiceDeleted. */
    public Mono<FactState> delete(String id, String etag) {
        Instant now = now();
        return changed(id, etag, change -> {
            demandThere(change);
            return change.deleted(Optional.of(now));
        });
    }

    /** Brings the service back; one that is there stays as it is. Fails with UnknownResource or EtagMismatch. */
    public Mono<FactState> undelete(String id, String etag) {
        return changed(id, etag, change -> change.deleted(Optional.empty()));
    }

    private static void demandThere(ServiceChange change) {
        if (change.deletedAt().isPresent()) {
            throw new ServiceDeleted(change.service().name());
        }
    }

    private Mono<FactState> changed(String id, String etag, UnaryOperator<ServiceChange> edit) {
        return catalog.change(id, now(), state -> {
                    if (!etag.isEmpty() && !etag.equals(etag(state))) {
                        throw new EtagMismatch(state.name(), etag(state));
                    }
                    return edit.apply(ServiceChange.of(state));
                })
                .switchIfEmpty(Mono.error(() -> new UnknownResource("services/" + id)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
