package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.fawkes.insights.domain.fact.CommitFact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Commits and what was directly before each of them. Where two repositories tell of one SHA, the edges of both hold and
 * the rest comes from the fact whose name sorts first.
 */
final class CommitGraph {
    /** More picks of picks than anybody makes; two that name each other end here. */
    private static final int MOST_PICKS = 20;

    private static final Comparator<CommitFact> FIRST_AUTHORED =
            comparing(CommitFact::authorTime, nullsLast(naturalOrder())).thenComparing(CommitFact::sha);

    private final Map<String, CommitFact> commits = new HashMap<>();
    private final Map<String, List<String>> predecessors = new HashMap<>();
    /** Of commits that change the same, the one that was authored first. */
    private final Map<String, CommitFact> patches = new HashMap<>();

    /** Graph of {@code facts}, which are ordered by name. */
    CommitGraph(Collection<CommitFact> facts) {
        for (CommitFact fact : facts) {
            commits.putIfAbsent(fact.sha(), fact);
            predecessors.merge(fact.sha(), fact.predecessors(), CommitGraph::joined);
            if (!fact.patch().isEmpty()) {
                patches.merge(fact.patch(), fact, BinaryOperator.minBy(FIRST_AUTHORED));
            }
        }
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    @Nullable
    CommitFact commit(String sha) {
        return commits.get(sha);
    }

    boolean knows(String sha) {
        return commits.containsKey(sha);
    }

    /**
     * SHA of the commit that {@code commit} was picked from in the first place, as it says itself or as their patches being one says; its
     * own if it was not.
     */
    String originalOf(CommitFact commit) {
        String sha = commit.sha();
        String from = commit.pickedFrom();
        for (int picks = 0; from != null && picks < MOST_PICKS; picks++) {
            sha = from;
            CommitFact source = commits.get(from);
            from = source == null ? null : source.pickedFrom();
        }
        return sha.equals(commit.sha()) ? firstOf(commit) : sha;
    }

    private String firstOf(CommitFact commit) {
        CommitFact first = patches.get(commit.patch());
        return first == null ? commit.sha() : first.sha();
    }

    /** What is met on the way back from {@code from}, itself included, never going past what {@code stop} holds. */
    Walk walk(String from, Predicate<String> stop) {
        Set<String> met = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(from));
        boolean stopped = false;
        while (!ahead.isEmpty()) {
            String sha = ahead.pop();
            if (stop.test(sha)) {
                stopped = true;
            } else if (met.add(sha)) {
                predecessors.getOrDefault(sha, List.of()).forEach(ahead::push);
            }
        }
        return new Walk(met, stopped);
    }

    /** Known commits among {@code shas}, by SHA. */
    List<CommitFact> known(Set<String> shas) {
        List<CommitFact> known = new ArrayList<>();
        shas.stream().sorted().map(commits::get).forEach(fact -> {
            if (fact != null) {
                known.add(fact);
            }
        });
        return known;
    }

    /**
     * Where a walk came.
     *
     * @param met SHAs on the way, known or not
     * @param stopped whether it came to something that it was told to stop at
     */
    record Walk(Set<String> met, boolean stopped) {}
}
