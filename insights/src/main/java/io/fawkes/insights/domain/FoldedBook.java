package io.fawkes.insights.domain;

import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceFacts;
import io.fawkes.insights.domain.fact.ServiceId;
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

/**
 * A book of facts and the timelines of its services, folded when they are asked for or one by one ahead of that. Facts that no live
 * window needs are forgotten when their service is folded. Not safe for concurrent use: one thread owns it.
 */
final class FoldedBook {
    /** Fewer facts than these are not worth folding their service again. */
    private static final int FEWEST_SPENT = 100;

    private final Policy policy;
    private final Map<ServiceId, Timeline> timelines = new HashMap<>();
    private final LinkedHashSet<ServiceId> stale = new LinkedHashSet<>();
    private FactBook book = new FactBook();

    FoldedBook(Policy policy) {
        this.policy = policy;
    }

    FactBook book() {
        return book;
    }

    /** From now on it is {@code complete}, of which nothing is folded yet. */
    void replace(FactBook complete) {
        book = complete;
        book.takeTouched();
        timelines.clear();
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

    /** Folds the next service that is to be, and forgets of it what no window from {@code horizon} on needs. */
    void foldNext(Instant horizon) {
        ServiceId next = stale.removeFirst();
        book.facts(next).ifPresent(facts -> {
            Timeline folded = timelines.computeIfAbsent(next, _ -> Timeline.of(facts, policy));
            forgetSpent(next, folded, facts, horizon);
        });
    }

    /** The timeline in use has its rows still; what was forgotten leaves the heap with it. */
    private void forgetSpent(ServiceId service, Timeline folded, ServiceFacts facts, Instant horizon) {
        List<String> spent = folded.spent(facts, horizon);
        if (spent.size() >= FEWEST_SPENT) {
            book.forget(service, spent, horizon);
            outdate(service);
        }
    }

    private void outdate(ServiceId service) {
        timelines.remove(service);
        stale.add(service);
    }

    /** The timeline of {@code service}, folded if need be. Throws {@link InsightsException.UnknownService}. */
    Reading reading(ServiceId service, Instant seen) {
        Timeline timeline = timelines.computeIfAbsent(service, this::fold);
        return new Reading(List.of(timeline), seen, policy, book.horizon(service));
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

    private Timeline fold(ServiceId service) {
        return book.facts(service)
                .map(facts -> Timeline.of(facts, policy))
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
}
