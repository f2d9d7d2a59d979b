package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.DataApiException;
import io.fawkes.dataapi.domain.catalog.CatalogReading.Described;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the services what a catalog says they are. What a catalog brought is its own; what people made, or another catalog
 * brought, it does not touch. An entity that cannot be taken changes nothing of its service.
 */
public final class FollowCatalog {

    private final FollowedCatalog followed;
    private final Catalog catalog;
    private final CatalogSyncs syncs;
    private final InstantSource clock;

    public FollowCatalog(FollowedCatalog followed, Catalog catalog, CatalogSyncs syncs, InstantSource clock) {
        this.followed = followed;
        this.catalog = catalog;
        this.syncs = syncs;
        this.clock = clock;
    }

    /** Reads and follows once; empty if there is nothing new, also when it could not be read, which is kept. */
    public Mono<CatalogSync> once() {
        return followed.read()
                .flatMap(this::taken)
                .onErrorResume(error -> Mono.just(CatalogSync.failed(followed, now(), text(error))))
                .flatMap(sync -> syncs.keep(sync).thenReturn(sync))
                .doOnNext(this::forgetUnlessWhole)
                .doOnError(_ -> followed.forget());
    }

    /** What was wrong may be right the next time without a word changed there: a calendar came, a claim was given up. */
    private void forgetUnlessWhole(CatalogSync sync) {
        if (!sync.failure().isEmpty() || sync.problemCount() > 0) {
            followed.forget();
        }
    }

    private Mono<CatalogSync> taken(CatalogReading reading) {
        var seen = new HashSet<String>();
        return Flux.fromIterable(reading.services())
                .concatMap(described ->
                        taken(described, seen.add(described.service().id())))
                .concatWith(reading.tellsWhatIsGone() ? gone(reading.entities()) : Flux.empty())
                .collectList()
                .map(outcomes -> summed(reading, outcomes));
    }

    private CatalogSync summed(CatalogReading reading, List<Outcome> outcomes) {
        List<CatalogProblem> problems = new ArrayList<>(reading.problems());
        outcomes.forEach(outcome -> outcome.problem().ifPresent(problems::add));
        int changes = Math.toIntExact(outcomes.stream().filter(Outcome::changed).count());
        return CatalogSync.whole(followed, now(), reading.services().size(), changes, problems);
    }

    private record Outcome(boolean changed, Optional<CatalogProblem> problem) {

        static Outcome of(boolean changed) {
            return new Outcome(changed, Optional.empty());
        }
    }

    /** An entity that another of the same catalog came before, or that makes no sense, is told. */
    private Mono<Outcome> taken(Described described, boolean isFirst) {
        Mono<Outcome> work = isFirst
                ? kept(described)
                : Mono.error(() -> new NotTaken(described.service().name() + ": another entity is this service"));
        return work.onErrorResume(
                error -> error instanceof DataApiException || error instanceof NotTaken,
                error -> Mono.just(new Outcome(false, Optional.of(described.problem(text(error))))));
    }

    private Mono<Outcome> kept(Described described) {
        Instant now = now();
        String id = described.service().id();
        return catalog.find(EntryKind.SERVICE, id)
                .flatMap(before -> isAsSaid(described, before, now)
                        ? Mono.just(Outcome.of(false))
                        : catalog.change(EntryKind.SERVICE, id, now, state -> changed(described, state, now))
                                .map(after -> Outcome.of(after.version() != before.version())))
                .switchIfEmpty(Mono.defer(() -> created(described, now)));
    }

    /** Most are; those cost a read and no transaction. */
    private boolean isAsSaid(Described described, FactState before, Instant now) {
        return changed(described, before, now).equals(EntryChange.of(before));
    }

    private Mono<Outcome> created(Described described, Instant now) {
        Entry blank = Entry.of(EntryKind.SERVICE, described.service().id(), now);
        return catalog.create(EditCatalog.begun(ours(described, blank)), Optional.empty())
                .thenReturn(Outcome.of(true));
    }

    private EntryChange changed(Described described, FactState state, Instant now) {
        Entry before = Entry.of(state);
        String keeper = before.text(ServiceFields.CATALOG_SOURCE);
        if (!keeper.equals(followed.name())) {
            throw new NotTaken(before.name()
                    + (keeper.isEmpty() ? ": made by hand" : ": kept by " + keeper)
                    + " (expected: an annotation fawkes.io/service-id that names another service)");
        }
        return new EntryChange(EditCatalog.changed(before, ours(described, before), now), Optional.empty());
    }

    /** What is said, with what is kept of {@code before}: since when it is there, and who owned it. */
    private Entry ours(Described described, Entry before) {
        Entry said = described.service();
        return new Entry(said.kind(), said.id(), said.fields(), before.createdAt())
                .withOrWithout(ServiceFields.TEAM_TERMS, before.get(ServiceFields.TEAM_TERMS))
                .withOrWithout(ServiceFields.TEAM_START_TIME, before.get(ServiceFields.TEAM_START_TIME))
                .with(ServiceFields.CATALOG_SOURCE, followed.name())
                .with(ServiceFields.CATALOG_ENTITY, described.entity());
    }

    private Flux<Outcome> gone(Set<String> there) {
        Instant now = now();
        return syncs.broughtBy(followed.name())
                .filter(state -> !there.contains(Entry.of(state).text(ServiceFields.CATALOG_ENTITY)))
                .concatMap(state -> catalog.change(
                        EntryKind.SERVICE,
                        Entry.of(state).id(),
                        now,
                        latest -> EntryChange.of(latest).deleted(Optional.of(now))))
                .map(_ -> Outcome.of(true));
    }

    private static String text(Throwable error) {
        return Objects.requireNonNullElseGet(error.getMessage(), error::toString);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The entity is fine, and still not to be taken. */
    private static final class NotTaken extends RuntimeException {

        NotTaken(String text) {
            super(text);
        }
    }
}
