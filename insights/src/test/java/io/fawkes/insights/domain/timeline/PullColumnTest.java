package io.fawkes.insights.domain.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.SourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PullColumnTest {
    private static final Map<String, String> BROUGHT_BY = Map.of("a", "p", "c", "q", "d", "p", "e", "r");

    private final PullColumn column = PullColumn.of(
            Stream.of("a", "b", "c", "d", "e").map(PullColumnTest::change).toList(),
            change -> BROUGHT_BY.get(change.subject()),
            new Positions(
                    Stream.of("p", "q", "r", "s").map(PullColumnTest::pull).toList()));

    @Test
    void aPullRequestIsFoundWhereItsLastChangeIs() {
        assertArrayEquals(new int[] {2, 3, 4}, column.lastBetween(0, 5).toArray());
        assertArrayEquals(new int[] {2}, column.lastBetween(0, 3).toArray());
        assertArrayEquals(new int[] {3}, column.lastBetween(3, 4).toArray());
        assertArrayEquals(new int[] {}, column.lastBetween(5, 5).toArray());
    }

    @Test
    void itsChangesAreReadBackwardsFromTheLast() {
        assertEquals(0, column.pullOf(3));
        assertArrayEquals(new int[] {3, 0}, column.upTo(3).toArray());
        assertArrayEquals(new int[] {2}, column.upTo(2).toArray());
    }

    private static Change change(String subject) {
        Deployment deployment = new Deployment(
                subject, "argocd", subject, "production", Instant.EPOCH, Instant.EPOCH, Kind.CHANGE, false, "");
        return Change.unknown(deployment, ExclusionReason.NO_RANGE);
    }

    private static PullRequestFact pull(String name) {
        SourceKey key = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/shop");
        return new PullRequestFact(name, 1, key, null, null, null, null, null, false, "", "");
    }
}
