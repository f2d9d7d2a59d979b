package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pull requests, found by the commits they bring. Where two claim a commit, the one whose name sorts first has it. */
final class PullRequests {
    private final CommitGraph graph;
    private final Map<String, List<PullRequestFact>> bySha = new HashMap<>();

    /** Index of {@code facts}, which are ordered by name. */
    PullRequests(Collection<PullRequestFact> facts, CommitGraph graph) {
        this.graph = graph;
        for (PullRequestFact fact : facts) {
            index(fact.mergeSha(), fact);
            index(fact.headSha(), fact);
        }
    }

    /** The one that became {@code sha} or whose branch ends with it. */
    Optional<PullRequestFact> about(String sha) {
        return bySha.getOrDefault(sha, List.of()).stream().findFirst();
    }

    /** For every SHA of {@code range} that belongs to a pull request, that pull request with its first commit. */
    Map<String, Origin> origins(Set<String> range, Predicate<String> deployedBefore) {
        List<PullRequestFact> touching = touching(range);
        Map<String, Origin> origins = new HashMap<>();
        touching.forEach(pull -> {
            Origin origin = originOf(pull, deployedBefore);
            origin.branch().stream().filter(range::contains).forEach(sha -> origins.putIfAbsent(sha, origin));
        });
        touching.stream().filter(pull -> pull.mergeSha() != null).forEach(pull -> {
            if (range.contains(pull.mergeSha())) {
                origins.put(pull.mergeSha(), originOf(pull, deployedBefore));
            }
        });
        return origins;
    }

    /** Where {@code pull} began, as far as its branch is known and was not deployed before. */
    Origin originOf(PullRequestFact pull, Predicate<String> deployedBefore) {
        Set<String> branch = branchOf(pull, deployedBefore);
        Optional<Instant> first = graph.known(branch).stream()
                .map(CommitFact::authorTime)
                .flatMap(Stream::ofNullable)
                .min(naturalOrder());
        return new Origin(pull, branch, first.orElse(null));
    }

    private Set<String> branchOf(PullRequestFact pull, Predicate<String> deployedBefore) {
        String head = pull.headSha();
        String base = pull.baseSha();
        if (head == null) {
            return Set.of();
        }
        if (base == null) {
            return deployedBefore.test(head) ? Set.of() : Set.of(head);
        }
        Set<String> below = graph.walk(base, deployedBefore).met();
        return graph.walk(head, sha -> deployedBefore.test(sha) || below.contains(sha))
                .met();
    }

    private List<PullRequestFact> touching(Set<String> range) {
        return bySha.isEmpty()
                ? List.of()
                : range.stream()
                        .flatMap(sha -> bySha.getOrDefault(sha, List.of()).stream())
                        .distinct()
                        .sorted(comparing(PullRequestFact::name))
                        .toList();
    }

    private void index(@Nullable String sha, PullRequestFact fact) {
        if (sha != null) {
            bySha.computeIfAbsent(sha, _ -> new ArrayList<>()).add(fact);
        }
    }

    /**
     * Where a change comes from.
     *
     * @param branch SHAs that only its branch has
     * @param first author time of the earliest known commit of the branch; null if none is known
     */
    record Origin(
            PullRequestFact pull,
            Set<String> branch,
            @Nullable Instant first) {}
}
