package io.fawkes.insights.domain.timeline;

import static java.util.Collections.unmodifiableList;
import static java.util.Collections.unmodifiableMap;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.Purpose;
import io.fawkes.insights.domain.timeline.PullRequests.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each deployment brought: the commits reachable from its version and from no version deployed before, so
 * that a change counts once, with its first successful deployment.
 *
 * <p>What was reached by one deployment is never walked again, so a whole history costs one walk over the graph.
 */
final class Changes {
    private final CommitGraph graph;
    private final PullRequests pulls;
    private final Set<String> reached = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Deployment> carriers = new HashMap<>();
    private final Map<String, String> broughtBy = new HashMap<>();
    private final List<Intent> intents = new ArrayList<>();
    private final Programs programs;
    private final OwnPaths ownPaths;

    /**
     * Changes of {@code deployments}, which come in the order they happened.
     *
     * @param programs authors who are none
     * @param ownPaths what of the repository is the service's own
     */
    Changes(List<Deployment> deployments, CommitGraph graph, PullRequests pulls, Programs programs, OwnPaths ownPaths) {
        this.graph = graph;
        this.pulls = pulls;
        this.programs = programs;
        this.ownPaths = ownPaths;
        deployments.stream().filter(Deployment::succeeded).forEach(this::follow);
    }

    List<Change> all() {
        return unmodifiableList(changes);
    }

    /** Which deployment first brought each SHA; those of the baseline are left out, as nobody knows what was new. */
    Map<String, Deployment> carriers() {
        return unmodifiableMap(carriers);
    }

    /** What the changes say that they are for, of those that say anything. */
    List<Intent> intents() {
        return List.copyOf(intents);
    }

    /** Name of the pull request that brought {@code change}; null if none is known. */
    @Nullable
    String pullOf(Change change) {
        return broughtBy.get(change.subject());
    }

    private void follow(Deployment deployment) {
        if (reached.contains(deployment.revision())) {
            return;
        }
        CommitGraph.Walk walk = graph.walk(deployment.revision(), reached::contains);
        Optional<ExclusionReason> gap = gapBefore(deployment, walk);
        if (gap.isPresent()) {
            changes.add(deployedPull(deployment).orElseGet(() -> Change.unknown(deployment, gap.get())));
        } else {
            bring(deployment, walk.met());
        }
        reached.addAll(walk.met());
    }

    private Optional<ExclusionReason> gapBefore(Deployment deployment, CommitGraph.Walk walk) {
        if (deployment.kind() == Kind.BASELINE) {
            return Optional.of(ExclusionReason.BASELINE);
        }
        boolean connected = walk.stopped() && graph.knows(deployment.revision());
        return connected ? Optional.empty() : Optional.of(ExclusionReason.NO_RANGE);
    }

    private void bring(Deployment deployment, Set<String> range) {
        Map<String, Origin> origins = pulls.origins(range, reached::contains);
        for (CommitFact commit : graph.known(range)) {
            Change change = change(deployment, commit, origins.get(commit.sha()), range);
            carriers.put(commit.sha(), deployment);
            carriers.putIfAbsent(graph.originalOf(commit), deployment);
            changes.add(change);
            intend(change, commit.purpose());
        }
        origins.values().stream().distinct().forEach(origin -> intend(deployment, origin.pull()));
    }

    /** A pull request that is itself what was deployed is known to be new, whatever came before it. */
    private Optional<Change> deployedPull(Deployment deployment) {
        return pulls.about(deployment.revision())
                .filter(pull -> !wasDeployed(pull.headSha()) && !wasDeployed(pull.mergeSha()))
                .map(pull -> pulls.originOf(pull, reached::contains))
                .filter(origin -> startOf(origin, graph.commit(deployment.revision())) != null)
                .map(origin -> pullChange(deployment, origin));
    }

    private boolean wasDeployed(@Nullable String sha) {
        return sha != null && reached.contains(sha);
    }

    private Change pullChange(Deployment deployment, Origin origin) {
        PullRequestFact pull = origin.pull();
        CommitFact commit = graph.commit(deployment.revision());
        Instant committed = startOf(origin, commit);
        broughtBy.put(pull.name(), pull.name());
        ExclusionReason exclusion = programs.include(pull.authorIsBot(), pull.author())
                ? ExclusionReason.BOT
                : Change.skew(committed, deployment);
        intend(deployment, pull);
        return new Change(
                pull.name(),
                deployment.revision(),
                pull.title(),
                pull.uri(),
                deployment,
                committed,
                stages(committed, deployment, pull),
                exclusion);
    }

    private Change change(Deployment deployment, CommitFact commit, @Nullable Origin origin, Set<String> range) {
        CommitFact original = graph.commit(graph.originalOf(commit));
        Instant committed = earlier(startOf(origin, commit), original == null ? null : original.authorTime());
        PullRequestFact pull = origin == null ? null : origin.pull();
        if (pull != null) {
            broughtBy.put(commit.name(), pull.name());
        }
        return new Change(
                commit.name(),
                commit.sha(),
                commit.title(),
                commit.uri(),
                deployment,
                committed,
                stages(committed, deployment, pull),
                exclusion(commit, pull, range, committed, deployment));
    }

    private @Nullable ExclusionReason exclusion(
            CommitFact commit,
            @Nullable PullRequestFact pull,
            Set<String> range,
            @Nullable Instant committed,
            Deployment deployment) {
        if (pull != null && onlyMerges(commit, pull, range)) {
            return ExclusionReason.MERGE_COMMIT;
        }
        if (!ownPaths.areTouchedBy(commit.paths())) {
            return ExclusionReason.OTHER_PATHS;
        }
        if (wasPickedBefore(commit)) {
            return ExclusionReason.PICKED;
        }
        return programs.include(commit.authorIsBot(), commit.author())
                ? ExclusionReason.BOT
                : Change.skew(committed, deployment);
    }

    /** What is picked keeps its original's name, so that whichever of them comes first is the change. */
    private boolean wasPickedBefore(CommitFact commit) {
        String original = graph.originalOf(commit);
        return carriers.containsKey(original) || (!original.equals(commit.sha()) && reached.contains(original));
    }

    private void intend(Change change, Purpose purpose) {
        if (!purpose.equals(Purpose.UNSAID)) {
            intents.add(new Intent(change.deployment(), change.subject(), change.title(), purpose));
        }
    }

    private void intend(Deployment deployment, PullRequestFact pull) {
        if (!pull.purpose().equals(Purpose.UNSAID)) {
            intents.add(new Intent(deployment, pull.name(), pull.title(), pull.purpose()));
        }
    }

    /** A squash commit is the change itself; one whose branch is deployed as well only joins it. */
    private boolean onlyMerges(CommitFact commit, PullRequestFact pull, Set<String> range) {
        String head = pull.headSha();
        return commit.sha().equals(pull.mergeSha())
                && head != null
                && !head.equals(commit.sha())
                && (range.contains(head) || reached.contains(head));
    }

    private static @Nullable Stages stages(
            @Nullable Instant committed, Deployment deployment, @Nullable PullRequestFact pull) {
        return committed == null || committed.isAfter(deployment.time())
                ? null
                : Stages.of(committed, deployment.time(), pull);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }

    private static @Nullable Instant startOf(@Nullable Origin origin, @Nullable CommitFact commit) {
        if (origin != null && origin.first() != null) {
            return origin.first();
        }
        return commit == null ? null : commit.authorTime();
    }
}
