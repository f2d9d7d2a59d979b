package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import io.fawkes.insights.domain.fact.DeploymentFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recognises reports of one rollout: same environment, version and configuration, intervals that overlap or are at most the policy's
 * gap apart; or, where sources say the rollout's id, same environment, version and id, however far apart.
 *
 * <p>A report that begins after all others ended in vain is a retry, and one that begins after another version went live
 * brings the version back; both are rollouts of their own.
 */
final class Rollouts {
    private static final Comparator<DeploymentFact> BY_START =
            comparing(DeploymentFact::start).thenComparing(DeploymentFact::name);

    private final Policy policy;
    private final NavigableMap<Instant, List<DeploymentFact>> successes = new TreeMap<>();
    private final Map<String, Group> open = new HashMap<>();
    private final Map<Identity, Group> identified = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();

    private Rollouts(Policy policy) {
        this.policy = policy;
    }

    /** Rollouts that {@code told} tells of, in the order they happened. */
    static List<Rollout> of(Collection<DeploymentFact> told, Policy policy) {
        return told.stream().collect(groupingBy(fact -> fact.environment().toLowerCase(Locale.ROOT))).values().stream()
                .flatMap(environment -> new Rollouts(policy).merge(environment).stream())
                .sorted(Rollout.AS_IT_HAPPENED)
                .toList();
    }

    private List<Rollout> merge(List<DeploymentFact> environment) {
        environment.forEach(this::noteSuccess);
        environment.stream().sorted(BY_START).forEach(this::place);
        return groups.stream()
                .map(group -> Rollout.of(group.told, policy.trust()))
                .toList();
    }

    private void noteSuccess(DeploymentFact fact) {
        Instant finish = fact.finish();
        if (fact.succeeded() && finish != null) {
            successes.computeIfAbsent(finish, _ -> new ArrayList<>()).add(fact);
        }
    }

    private void place(DeploymentFact fact) {
        Group group = groupOf(fact);
        if (group == null) {
            group = new Group();
            groups.add(group);
        }
        open.put(fact.revision(), group);
        if (!fact.rollout().isEmpty()) {
            identified.put(Identity.of(fact), group);
        }
        group.add(fact);
    }

    private @Nullable Group groupOf(DeploymentFact fact) {
        Group known = fact.rollout().isEmpty() ? null : identified.get(Identity.of(fact));
        Group last = open.get(fact.revision());
        return known == null && last != null && belongs(fact, last) ? last : known;
    }

    private boolean belongs(DeploymentFact fact, Group group) {
        return !fact.start().isAfter(group.end.plus(policy.rolloutGap()))
                && !group.endedInVainBefore(fact.start())
                && group.mayHold(fact.config(), DeploymentFact::config)
                && group.mayHold(fact.rollout(), DeploymentFact::rollout)
                && !anotherWentLive(fact, group);
    }

    private boolean anotherWentLive(DeploymentFact fact, Group group) {
        return group.end.isBefore(fact.start())
                && successes.subMap(group.end, false, fact.start(), true).values().stream()
                        .flatMap(List::stream)
                        .anyMatch(other -> !other.revision().equals(fact.revision()));
    }

    private record Identity(String rollout, String revision) {
        static Identity of(DeploymentFact fact) {
            return new Identity(fact.rollout(), fact.revision());
        }
    }

    private static final class Group {
        private final List<DeploymentFact> told = new ArrayList<>();
        private Instant end = Instant.MIN;

        void add(DeploymentFact fact) {
            told.add(fact);
            Instant finish = fact.finish();
            Instant last = finish == null || finish.isBefore(fact.start()) ? fact.start() : finish;
            end = last.isAfter(end) ? last : end;
        }

        /** Whether nobody told anything else. */
        boolean mayHold(String value, Function<DeploymentFact, String> part) {
            return value.isEmpty() || told.stream().map(part).allMatch(other -> other.isEmpty() || other.equals(value));
        }

        boolean endedInVainBefore(Instant start) {
            return !end.isAfter(start)
                    && told.stream().allMatch(fact -> fact.status().endedInVain());
        }
    }
}
