package io.fawkes.insights.domain;

import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.RuleFact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The fold over what was known at some time: the same book and the same timelines as the live one, filled from the log.
 *
 * <p>What is asked for is read then, and only the services it is about; the last timelines are kept, since one position gives the
 * same for ever. Safe for concurrent use.
 */
public final class PastFacts {
    private static final int CATALOGS = 32;
    private static final int TIMELINES = 1_000;

    private final FactHistory history;
    private final Policy policy;
    /** Folding takes its time; it holds up neither the network nor the live fold. */
    private final Scheduler folding = Schedulers.parallel();

    private final Recent<String, Catalog> catalogs = new Recent<>(CATALOGS);
    private final Recent<Place, Timeline> timelines = new Recent<>(TIMELINES);

    public PastFacts(FactHistory history, Policy policy) {
        this.history = history;
        this.policy = policy;
    }

    /** The timelines of {@code group} as they were at {@code asOf}. Fails with the refusals of {@link FactHistory}, UnknownService or UnknownGroup. */
    Mono<Reading> read(Group group, Instant asOf) {
        return history.position(asOf)
                .flatMap(position ->
                        catalog(position).flatMap(catalog -> folded(position, catalog, members(group, catalog))))
                .map(found -> new Reading(found, asOf, policy, Instant.MIN));
    }

    /** Every group of {@code kind} that the catalog told of at {@code asOf}, in order. */
    Mono<List<Group>> groups(Group.Kind kind, Instant asOf) {
        return history.position(asOf).flatMap(this::catalog).map(catalog -> Group.among(catalog.services(), kind));
    }

    private Mono<Catalog> catalog(String position) {
        return Mono.justOrEmpty(catalogs.find(position))
                .switchIfEmpty(history.catalog(position)
                        .publishOn(folding)
                        .collect(FactBook::new, FactBook::apply)
                        .map(book -> new Catalog(book.services(), book.rules()))
                        .doOnNext(catalog -> catalogs.keep(position, catalog)));
    }

    private static List<ServiceId> members(Group group, Catalog catalog) {
        List<ServiceId> members = catalog.services().stream()
                .filter(group::holds)
                .map(ServiceFact::id)
                .toList();
        if (members.isEmpty() && group.kind() == Group.Kind.SERVICE) {
            throw new InsightsException.UnknownService(new ServiceId(group.id()), Optional.empty());
        }
        if (members.isEmpty() && group.kind() != Group.Kind.ORGANIZATION) {
            throw new InsightsException.UnknownGroup(group);
        }
        return members;
    }

    private Mono<List<Timeline>> folded(String position, Catalog catalog, List<ServiceId> members) {
        Map<ServiceId, Timeline> known = new HashMap<>();
        members.forEach(service ->
                timelines.find(new Place(position, service)).ifPresent(timeline -> known.put(service, timeline)));
        List<ServiceId> missing =
                members.stream().filter(service -> !known.containsKey(service)).toList();
        Mono<Map<ServiceId, Timeline>> all =
                missing.isEmpty() ? Mono.just(known) : read(position, catalog, missing, known);
        return all.map(found -> members.stream().map(found::get).toList());
    }

    private Mono<Map<ServiceId, Timeline>> read(
            String position, Catalog catalog, List<ServiceId> missing, Map<ServiceId, Timeline> known) {
        return history.facts(position, keysOf(catalog, Set.copyOf(missing)))
                .publishOn(folding)
                .collect(() -> bookOf(catalog), FactBook::apply)
                .map(book -> {
                    missing.forEach(service -> book.facts(service)
                            .map(facts -> Timeline.of(facts.read(), policy))
                            .ifPresent(timeline -> {
                                timelines.keep(new Place(position, service), timeline);
                                known.put(service, timeline);
                            }));
                    return known;
                });
    }

    private static FactBook bookOf(Catalog catalog) {
        FactBook book = new FactBook();
        catalog.services().forEach(book::apply);
        catalog.rules().forEach(book::apply);
        return book;
    }

    private static Set<SourceKey> keysOf(Catalog catalog, Set<ServiceId> services) {
        return catalog.services().stream()
                .filter(service -> services.contains(service.id()))
                .flatMap(service -> service.sourceKeys().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What says how facts are read: the services, and the calendars and policies that they are measured by; what teams answered to surveys. */
    private record Catalog(List<ServiceFact> services, List<RuleFact> rules) {}

    private record Place(String position, ServiceId service) {}
}
