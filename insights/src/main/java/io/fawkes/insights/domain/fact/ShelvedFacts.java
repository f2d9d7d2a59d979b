package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.PackedFacts.ShelvedFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of one service at one moment, as it lies on the shelves: taken in no time by whoever owns those, and read on any
 * thread, whatever is put there meanwhile. Immutable.
 */
public final class ShelvedFacts {
    private static final Comparator<ShelvedFact> BY_NAME = comparing(ShelvedFact::name);

    private final ServiceFact service;
    private final Ruling ruling;
    private final List<Shelf.View> shelves;
    private final List<Shelf.View> rooted;

    /** @param rooted incidents of other services whose cause lies in this one, a shelf each */
    ShelvedFacts(ServiceFact service, Ruling ruling, List<Shelf.View> shelves, List<Shelf.View> rooted) {
        this.service = service;
        this.ruling = ruling;
        this.shelves = shelves;
        this.rooted = rooted;
    }

    /** Reads every row, once. */
    public ServiceFacts read() {
        Map<Class<?>, List<ShelvedFact>> kinds = new HashMap<>();
        for (int number = 0; number < shelves.size(); number++) {
            Shelf.View shelf = shelves.get(number);
            for (int place : shelf.places()) {
                SourcedFact fact = shelf.fact(place);
                kinds.computeIfAbsent(fact.getClass(), _ -> new ArrayList<>())
                        .add(new ShelvedFact(fact.name(), fact, number, place));
            }
        }
        return new ServiceFacts(
                service.ruledBy(ruling),
                ruling,
                ordered(DeploymentFact.class, kinds),
                ordered(CommitFact.class, kinds),
                ordered(PullRequestFact.class, kinds),
                ordered(IncidentFact.class, kinds),
                ordered(BuildFact.class, kinds),
                rooted());
    }

    private List<IncidentFact> rooted() {
        return rooted.stream()
                .flatMap(shelf -> Arrays.stream(shelf.places()).mapToObj(shelf::fact))
                .map(IncidentFact.class::cast)
                .filter(incident -> service.isKnownBy(incident.root()))
                .toList();
    }

    private <F extends SourcedFact> List<F> ordered(Class<F> type, Map<Class<?>, List<ShelvedFact>> kinds) {
        List<ShelvedFact> read = kinds.getOrDefault(type, new ArrayList<>());
        read.sort(BY_NAME);
        return new ReadFacts<>(type, shelves, read);
    }
}
