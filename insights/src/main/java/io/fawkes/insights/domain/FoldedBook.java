package io.fawkes.insights.domain;

import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceFacts;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.ShelvedFacts;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A book of facts and the timelines of its services, which are folded when they are asked for or one by one ahead of that, each once at a
 * time whoever asks. Facts that no live window needs are forgotten when their service was folded.
 *
 * <p>One thread owns it; folding itself is done elsewhere, and what comes of it is kept on the owner's thread again.
 */
final class FoldedBook {
    /** Fewer facts than these are not worth folding their service again. */
    private static final int FEWEST_SPENT = 100;

    private final Policy policy;
    private final Elsewhere elsewhere;
    private final Map<ServiceId, Timeline> timelines = new HashMap<>();
    private final Map<ServiceId, Folding> underWay = new HashMap<>();
    private final LinkedHashSet<ServiceId> stale = new LinkedHashSet<>();
    private FactBook book = new FactBook();

    /** @param policy what timelines are folded by where no fact says otherwise */
    FoldedBook(Policy policy, Elsewhere elsewhere) {
        this.policy = policy;
        this.elsewhere = elsewhere;
    }

    FactBook book() {
        return book;
    }

    /** From now on it is {@code complete}, of which nothing is folded yet. */
    void replace(FactBook complete) {
        book = complete;
        book.takeTouched();
        timelines.clear();
        underWay.clear();
        outdateAll();
    }

    /** Lets what was applied to the book since be folded anew. */
    void outdateTouched() {
        book.takeTouched().forEach(this::outdate);
    }

    /** Lets every service be folded anew. */
    void outdateAll() {
        book.services().stream().map(ServiceFact::id).forEach(this::outdate);
    }

    /** Whether a service is to be folded that nobody asked for yet. */
    boolean isStale() {
        return !stale.isEmpty();
    }

    /** Folds the next service that is to be; ends when that is done. Facts that no window from {@code horizon} on needs are forgotten. */
    Mono<Void> foldNext(Instant horizon) {
        ServiceId next = stale.removeFirst();
        return book.facts(next).isPresent() ? timeline(next, horizon).then() : Mono.empty();
    }

    private void outdate(ServiceId service) {
        timelines.remove(service);
        underWay.remove(service);
        stale.add(service);
    }

    /** {@code service} as of now, which {@code seen} is the watermark of. Throws {@link InsightsException.UnknownService}. */
    Mono<Reading> reading(ServiceId service, Instant seen, Instant horizon) {
        return timeline(service, horizon)
                .map(timeline -> new Reading(List.of(timeline), seen, policy, book.horizon(service)));
    }

    /** What of {@code group} is folded already, and what is not. Throws {@link InsightsException.UnknownGroup}. */
    Beginning begin(Group group, Instant seen) {
        List<ServiceId> members = book.services().stream()
                .filter(group::holds)
                .map(ServiceFact::id)
                .toList();
        if (members.isEmpty() && group.kind() != Group.Kind.ORGANIZATION) {
            throw new InsightsException.UnknownGroup(group);
        }
        List<Timeline> folded =
                members.stream().map(timelines::get).filter(Objects::nonNull).toList();
        List<ServiceId> outdated = members.stream()
                .filter(service -> !timelines.containsKey(service))
                .toList();
        Instant horizon =
                members.stream().map(book::horizon).max(naturalOrder()).orElse(Instant.MIN);
        return new Beginning(outdated, new Reading(folded, seen, policy, horizon));
    }

    private Mono<Timeline> timeline(ServiceId service, Instant horizon) {
        Timeline known = timelines.get(service);
        return known == null
                ? underWay.computeIfAbsent(service, _ -> new Folding(service, facts(service), horizon)).timeline
                : Mono.just(known);
    }

    private ShelvedFacts facts(ServiceId service) {
        return book.facts(service)
                .orElseThrow(() -> new InsightsException.UnknownService(service, unclaimedLike(service)));
    }

    private Optional<SourceKey> unclaimedLike(ServiceId service) {
        List<SourceKey> unclaimed = book.unclaimed().toList();
        return unclaimed.stream()
                .filter(key -> key.value().contains(service.value()))
                .findFirst()
                .or(() -> unclaimed.stream().findFirst());
    }

    /** What a reading of a group begins with, and the members that must be folded for it. */
    record Beginning(List<ServiceId> outdated, Reading reading) {}

    /** Does work away from the thread that owns the book, once, and comes back to it with the result. */
    interface Elsewhere extends Function<Callable<Folded>, Mono<Folded>> {}

    /** What folding gives: the timeline, and names of facts that are no longer needed. */
    record Folded(Timeline timeline, List<String> spent) {
        static Folded of(ShelvedFacts facts, Policy policy, Instant horizon) {
            ServiceFacts read = facts.read();
            Timeline timeline = Timeline.of(read, policy);
            return new Folded(timeline, timeline.spent(read, horizon));
        }
    }

    /** A service that is being folded; who has it keeps it to the end, also when newer facts make it one of the past. */
    private final class Folding {
        private final ServiceId service;
        private final Instant horizon;
        private final Mono<Timeline> timeline;

        Folding(ServiceId service, ShelvedFacts facts, Instant horizon) {
            this.service = service;
            this.horizon = horizon;
            this.timeline = elsewhere
                    .apply(() -> Folded.of(facts, policy, horizon))
                    .doOnNext(this::keep)
                    .doOnError(_ -> underWay.remove(service, this))
                    .map(Folded::timeline)
                    .cache();
        }

        private void keep(Folded folded) {
            if (underWay.remove(service, this)) {
                stale.remove(service);
                timelines.put(service, folded.timeline());
                forget(folded.spent());
            }
        }

        /** The timeline in use has its rows still; what was forgotten leaves the heap with it. */
        private void forget(List<String> spent) {
            if (spent.size() >= FEWEST_SPENT) {
                book.forget(service, spent, horizon);
                outdate(service);
            }
        }
    }
}
