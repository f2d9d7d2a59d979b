package io.fawkes.insights.domain.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.SourceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;

class CommitGraphTest {
    private static final int COMMITS = 40;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @RepeatedTest(50)
    void reachesWhatTheClosureOfTheEdgesReaches() {
        System.out.println("seed " + seed);
        boolean[][] edges = randomEdges();
        CommitGraph graph = new CommitGraph(facts(edges));
        boolean[][] closure = closure(edges);
        int before = random.nextInt(COMMITS);
        int deployed = random.nextInt(COMMITS);
        Set<String> reached = graph.walk(sha(before), _ -> false).met();

        assertEquals(reachable(closure, before), reached, "seed " + seed);
        Set<String> fresh = new HashSet<>(reachable(closure, deployed));
        fresh.removeAll(reached);
        assertEquals(fresh, graph.walk(sha(deployed), reached::contains).met(), "seed " + seed);
    }

    private boolean[][] randomEdges() {
        boolean[][] edges = new boolean[COMMITS][COMMITS];
        for (int i = 1; i < COMMITS; i++) {
            for (int n = random.nextInt(4); n > 0; n--) {
                edges[i][random.nextInt(i)] = true;
            }
        }
        return edges;
    }

    /** Warshall's closure: every pair by every way, nothing clever. */
    private static boolean[][] closure(boolean[][] edges) {
        boolean[][] closure = new boolean[COMMITS][];
        for (int i = 0; i < COMMITS; i++) {
            closure[i] = edges[i].clone();
            closure[i][i] = true;
        }
        for (int via = 0; via < COMMITS; via++) {
            for (int from = 0; from < COMMITS; from++) {
                for (int to = 0; to < COMMITS; to++) {
                    closure[from][to] |= closure[from][via] && closure[via][to];
                }
            }
        }
        return closure;
    }

    private static Set<String> reachable(boolean[][] closure, int from) {
        Set<String> reachable = new HashSet<>();
        for (int to = 0; to < COMMITS; to++) {
            if (closure[from][to]) {
                reachable.add(sha(to));
            }
        }
        return reachable;
    }

    private static List<CommitFact> facts(boolean[][] edges) {
        List<CommitFact> facts = new ArrayList<>();
        for (int i = 0; i < COMMITS; i++) {
            List<String> predecessors = new ArrayList<>();
            for (int j = 0; j < COMMITS; j++) {
                if (edges[i][j]) {
                    predecessors.add(sha(j));
                }
            }
            facts.add(new CommitFact(
                    "changes/" + i, 1, new SourceKey("k", "v"), sha(i), predecessors, null, false, "", ""));
        }
        return facts;
    }

    private static String sha(int i) {
        return "sha" + i;
    }
}
