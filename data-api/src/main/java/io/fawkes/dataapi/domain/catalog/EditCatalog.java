package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.DataApiException.EtagMismatch;
import io.fawkes.dataapi.domain.DataApiException.KeptElsewhere;
import io.fawkes.dataapi.domain.DataApiException.ResourceDeleted;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** Changes the catalog for callers; whoever shows the etag that was read is told if others were faster. */
public final class EditCatalog {

    private final Catalog catalog;
    private final InstantSource clock;
    private final Set<String> keepers;
    private final Consumer<Entry> permit;

    /**
     * Changes to {@code catalog}.
     *
     * @param keepers catalogs that are followed now, {@code catalogSources/{source}}: what they brought is theirs to change
     */
    public EditCatalog(Catalog catalog, InstantSource clock, Set<String> keepers) {
        this(catalog, clock, Set.copyOf(keepers), _ -> {});
    }

    private EditCatalog(Catalog catalog, InstantSource clock, Set<String> keepers, Consumer<Entry> permit) {
        this.catalog = catalog;
        this.clock = clock;
        this.keepers = keepers;
        this.permit = permit;
    }

    /**
     * The same for a caller who may not change everything.
     *
     * @param permitted throws if an entry, as it is or as it shall be, is not the caller's to change
     */
    public EditCatalog permitting(Consumer<Entry> permitted) {
        return new EditCatalog(catalog, clock, keepers, permitted);
    }

    /** What an etag of {@code state} is: quoted, as HTTP has it. */
    public static String etag(FactState state) {
        return "\"" + state.version() + "\"";
    }

    /** An entry of that id, as of now, of which nothing is said yet. */
    public Entry blank(EntryKind kind, String id) {
        return Entry.of(kind, id, now());
    }

    /** Adds an entry. Fails with InvalidField, as {@link #permitting} was told, and as {@link Catalog#create} does. */
    public Mono<FactState> create(Entry entry, Optional<RequestId> requestId) {
        return catalog.create(permitted(begun(entry)), requestId);
    }

    private Entry permitted(Entry entry) {
        permit.accept(entry);
        return entry;
    }

    /** The entry as it is first kept; fails with InvalidField. */
    static Entry begun(Entry entry) {
        Entry demanded = entry.kind().demanded(entry);
        return switch (entry.kind()) {
            case SERVICE -> Ownership.begun(demanded, entry.createdAt());
            case CALENDAR, POLICY -> demanded;
            case SURVEY_ANSWER -> SurveyRule.given(demanded, entry.createdAt());
        };
    }

    /**
     * Describes the entry otherwise. Fails with UnknownResource, InvalidField, EtagMismatch, KeptElsewhere, ResourceDeleted
     * or as {@link Catalog#change} does.
     */
    public Mono<FactState> update(EntryKind kind, String id, String etag, UnaryOperator<Entry> edit) {
        Instant now = now();
        return changed(kind, id, etag, now, change -> {
            demandThere(change);
            return change.described(permitted(changed(change.entry(), byHand(edit.apply(change.entry())), now)));
        });
    }

    /** {@code after} as it is kept in place of {@code before}; fails with InvalidField. */
    static Entry changed(Entry before, Entry after, Instant now) {
        Entry demanded = after.kind().demanded(after);
        return switch (after.kind()) {
            case SERVICE -> Ownership.moved(before, demanded, now);
            case CALENDAR, POLICY -> demanded;
            case SURVEY_ANSWER -> SurveyRule.given(demanded, now);
        };
    }

    private static Entry byHand(Entry entry) {
        return entry.withOrWithout(ServiceFields.CATALOG_SOURCE, Optional.empty())
                .withOrWithout(ServiceFields.CATALOG_ENTITY, Optional.empty());
    }

    /** Takes the entry out of lists. Fails with UnknownResource, EtagMismatch, KeptElsewhere or ResourceDeleted. */
    public Mono<FactState> delete(EntryKind kind, String id, String etag) {
        Instant now = now();
        return changed(kind, id, etag, now, change -> {
            demandThere(change);
            return change.deleted(Optional.of(now));
        });
    }

    /** Brings the entry back; one that is there stays as it is. Fails with UnknownResource, EtagMismatch or KeptElsewhere. */
    public Mono<FactState> undelete(EntryKind kind, String id, String etag) {
        return changed(kind, id, etag, now(), change -> change.deleted(Optional.empty()));
    }

    private static void demandThere(EntryChange change) {
        if (change.deletedAt().isPresent()) {
            throw new ResourceDeleted(change.entry().name());
        }
    }

    private Mono<FactState> changed(
            EntryKind kind, String id, String etag, Instant now, UnaryOperator<EntryChange> edit) {
        return catalog.change(kind, id, now, state -> {
                    EntryChange before = EntryChange.of(state);
                    permit.accept(before.entry());
                    if (!etag.isEmpty() && !etag.equals(etag(state))) {
                        throw new EtagMismatch(state.name(), etag(state));
                    }
                    demandOurs(before.entry());
                    return edit.apply(before);
                })
                .switchIfEmpty(Mono.error(() -> new UnknownResource(kind.collection() + id)));
    }

    private void demandOurs(Entry entry) {
        String keeper = entry.text(ServiceFields.CATALOG_SOURCE);
        if (keepers.contains(keeper)) {
            throw new KeptElsewhere(entry.name(), keeper, entry.text(ServiceFields.CATALOG_ENTITY));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
