package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.TeamTerm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who owned a service when. A move keeps what was before it. */
final class Ownership {

    private Ownership() {}

    /** A new service with its first term: since ever, unless it says since when. */
    static Entry begun(Entry service, Instant now) {
        return moved(Entry.of(service.kind(), service.id(), service.createdAt()), service, now);
    }

    /**
     * {@code after} with the terms that follow from what {@code before} has.
     *
     * <p>A time that the caller only sent back as it was read says nothing about the move. Terms that began at or after the
     * move are taken back.
     */
    static Entry moved(Entry before, Entry after, Instant now) {
        List<TeamTerm> terms = terms(before);
        Optional<Instant> asked = after.get(ServiceFields.TEAM_START_TIME)
                .filter(time -> !before.get(ServiceFields.TEAM_START_TIME).equals(Optional.of(time)));
        asked.ifPresent(time -> new Demand(EntryKind.SERVICE.message())
                .that(!time.isAfter(now), ServiceFields.TEAM_START_TIME, time, "a time not later than now"));
        String team = after.text(ServiceFields.TEAM);
        if (team.equals(before.text(ServiceFields.TEAM))) {
            return asked.map(time -> kept(after, begun(without(terms, terms.size() - 1), team, Optional.of(time))))
                    .orElseGet(() -> kept(after, terms));
        }
        Optional<Instant> start = asked.or(() -> terms.isEmpty() ? Optional.empty() : Optional.of(now));
        return kept(after, begun(terms, team, start));
    }

    /** A service that was kept before there were terms had its team since ever. */
    private static List<TeamTerm> terms(Entry service) {
        List<TeamTerm> known = service.list(ServiceFields.TEAM_TERMS, TeamTerm.class);
        String team = service.text(ServiceFields.TEAM);
        return known.isEmpty() && !team.isEmpty() ? List.of(new TeamTerm(team, Optional.empty())) : known;
    }

    private static List<TeamTerm> without(List<TeamTerm> terms, int index) {
        return index < 0 ? terms : terms.subList(0, index);
    }

    private static List<TeamTerm> begun(List<TeamTerm> terms, String team, Optional<Instant> start) {
        List<TeamTerm> earlier = new ArrayList<>();
        terms.stream().filter(term -> isBefore(term, start)).forEach(earlier::add);
        if (earlier.isEmpty() ? !team.isEmpty() : !earlier.getLast().team().equals(team)) {
            earlier.add(new TeamTerm(team, start));
        }
        return List.copyOf(earlier);
    }

    private static boolean isBefore(TeamTerm term, Optional<Instant> start) {
        return start.filter(time -> term.start().map(time::isAfter).orElse(true))
                .isPresent();
    }

    private static Entry kept(Entry service, List<TeamTerm> terms) {
        Optional<Instant> since =
                terms.isEmpty() ? Optional.empty() : terms.getLast().start();
        return service.with(ServiceFields.TEAM_TERMS, terms).withOrWithout(ServiceFields.TEAM_START_TIME, since);
    }
}
