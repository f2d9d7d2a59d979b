package io.fawkes.insights.domain.timeline;

import static java.util.Objects.requireNonNull;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.ServiceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a timeline in columns, in the order of their deployments: what the fold found out stands here, titles and
 * SHAs stay in their rows. Numbers are places in that order; times of columns are nanoseconds, since 1970 where they are moments.
 * Some 40 bytes a change. Immutable.
 */
public final class PackedChanges extends AbstractList<Change> implements RandomAccess {
    private final PackedDeployments deployments;
    private final List<CommitFact> commits;
    private final List<PullRequestFact> pulls;
    private final int[] deployment;
    /** Commits from 0 on, then pull requests; negative if the changes of the deployment are not known. */
    private final int[] fact;

    private final PullColumn pullsOfChanges;
    private final Moments merged;
    private final Moments committed;
    private final StageColumns stages;
    private final @Nullable ExclusionReason[] exclusions;

    /** Columns of what was {@code found}; {@code happened} are the deployments, {@code packed} need not be in memory, {@code facts} are the same and are. */
    PackedChanges(
            Changes found,
            List<Deployment> happened,
            PackedDeployments deployments,
            ServiceFacts packed,
            ServiceFacts facts) {
        List<Change> changes = found.all();
        this.deployments = deployments;
        this.commits = packed.commits();
        this.pulls = packed.pullRequests();
        this.deployment = deploymentsOf(changes, happened);
        this.fact = factsOf(changes, facts);
        this.pullsOfChanges = PullColumn.of(changes, found::pullOf, new Positions(facts.pullRequests()));
        this.merged = Moments.of(
                facts.pullRequests().stream().map(PullRequestFact::mergeTime).toList());
        this.committed = Moments.of(changes.stream().map(Change::committed).toList());
        this.stages = new StageColumns(changes);
        this.exclusions = changes.stream().map(Change::exclusion).toArray(ExclusionReason[]::new);
    }

    @Override
    public Change get(int index) {
        return get(index, deployments.get(deployment[index]));
    }

    @Override
    public int size() {
        return fact.length;
    }

    /** Number of the first that came with the deployment of that number or a later one. */
    public int firstFrom(int number) {
        int low = 0;
        int high = deployment.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (deployment[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Number of the deployment that brought it. */
    public int deployment(int number) {
        return deployment[number];
    }

    /** When work on it was first committed; absent if that is not known. */
    public long committed(int number) {
        return committed.nanos(number);
    }

    /** Why it is not counted; null if it is. With {@code anyAuthor} changes of programs count, and commits that only merge others. */
    public @Nullable ExclusionReason exclusion(int number, boolean anyAuthor) {
        ExclusionReason reason = exclusions[number];
        boolean byAuthor = reason == ExclusionReason.BOT || reason == ExclusionReason.MERGE_COMMIT;
        return anyAuthor && byAuthor ? get(number).ofAnyAuthor().exclusion() : reason;
    }

    /** {@link Stages#coding}; absent where that is null. So of the others. */
    public long coding(int number) {
        return stages.coding(number);
    }

    /** {@link Stages#pickup}. */
    public long pickup(int number) {
        return stages.pickup(number);
    }

    /** {@link Stages#review}. */
    public long review(int number) {
        return stages.review(number);
    }

    /** {@link Stages#merge}. */
    public long merge(int number) {
        return stages.merge(number);
    }

    /** {@link Stages#deploy} of a lead time of {@code whole}. */
    public long deploy(int number, long whole) {
        return stages.deploy(number, whole);
    }

    /** Changes of {@code from} up to and without {@code to} that are the last of their pull request. */
    public IntStream lastOfPulls(int from, int to) {
        return pullsOfChanges.lastBetween(from, to);
    }

    /** {@code last}, which came by a pull request, and backwards all that came by the same. */
    public IntStream ofPull(int last) {
        return pullsOfChanges.upTo(last);
    }

    /** When the pull request that the change came by was merged; absent if it was not. */
    public long merged(int number) {
        return merged.nanos(pullsOfChanges.pullOf(number));
    }

    /** The pull request that the change came by. */
    public PullRequestFact pull(int number) {
        return pulls.get(pullsOfChanges.pullOf(number));
    }

    /** Names of the commits and pull requests that no deployment from the one of that number on brings, and that none of {@code versions} is. */
    Stream<String> broughtBefore(int number, Set<String> versions) {
        int end = firstFrom(number);
        Stream<String> brought = IntStream.range(0, end)
                .filter(i -> fact[i] >= 0)
                .mapToObj(this::get)
                .filter(change -> !versions.contains(change.revision()))
                .map(Change::subject);
        Stream<String> complete = lastOfPulls(0, end)
                .mapToObj(this::pull)
                .filter(pull -> Stream.concat(Stream.ofNullable(pull.mergeSha()), Stream.ofNullable(pull.headSha()))
                        .noneMatch(versions::contains))
                .map(PullRequestFact::name);
        return Stream.concat(brought, complete).distinct();
    }

    private Change get(int index, Deployment brought) {
        ExclusionReason exclusion = exclusions[index];
        if (fact[index] < 0) {
            return Change.unknown(brought, requireNonNull(exclusion, "a reason"));
        }
        Instant start = committed.find(index);
        Stages parts = start == null ? null : stages.stages(index, Duration.between(start, brought.time()));
        if (fact[index] < commits.size()) {
            CommitFact commit = commits.get(fact[index]);
            return new Change(
                    commit.name(), commit.sha(), commit.title(), commit.uri(), brought, start, parts, exclusion);
        }
        PullRequestFact pull = pulls.get(fact[index] - commits.size());
        return new Change(pull.name(), brought.revision(), pull.title(), pull.uri(), brought, start, parts, exclusion);
    }

    /** Changes come in the order of their deployments. */
    private static int[] deploymentsOf(List<Change> changes, List<Deployment> happened) {
        int[] numbers = new int[changes.size()];
        int number = 0;
        for (int i = 0; i < numbers.length; i++) {
            Deployment brought = changes.get(i).deployment();
            while (!happened.get(number).name().equals(brought.name())) {
                number++;
            }
            numbers[i] = number;
        }
        return numbers;
    }

    private static int[] factsOf(List<Change> changes, ServiceFacts facts) {
        Positions commits = new Positions(facts.commits());
        Positions pulls = new Positions(facts.pullRequests());
        return changes.stream()
                .mapToInt(change ->
                        factOf(change.subject(), commits, pulls, facts.commits().size()))
                .toArray();
    }

    private static int factOf(String subject, Positions commits, Positions pulls, int firstPull) {
        int commit = commits.of(subject);
        int pull = pulls.of(subject);
        if (commit != Positions.NOWHERE) {
            return commit;
        }
        return pull == Positions.NOWHERE ? Positions.NOWHERE : firstPull + pull;
    }
}
