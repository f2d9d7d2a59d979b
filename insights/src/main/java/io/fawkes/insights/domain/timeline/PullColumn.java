package io.fawkes.insights.domain.timeline;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which pull request each change came by, and which changes of the same came before: eight bytes a change. Immutable. */
final class PullColumn {
    private static final int NONE = Positions.NOWHERE;

    private final int[] pulls;
    private final int[] previous;
    private final BitSet last = new BitSet();

    private PullColumn(int[] pulls, int count) {
        this.pulls = pulls;
        this.previous = new int[pulls.length];
        int[] latest = new int[count];
        Arrays.fill(latest, NONE);
        for (int i = 0; i < pulls.length; i++) {
            previous[i] = pulls[i] == NONE ? NONE : latest[pulls[i]];
            if (pulls[i] != NONE) {
                latest[pulls[i]] = i;
            }
        }
        Arrays.stream(latest).filter(change -> change != NONE).forEach(last::set);
    }

    /** The column of {@code changes}; {@code pullOf} tells a name, or null where none is known. */
    static PullColumn of(List<Change> changes, Function<Change, @Nullable String> pullOf, Positions pulls) {
        return new PullColumn(
                changes.stream()
                        .mapToInt(change -> numberOf(pullOf.apply(change), pulls))
                        .toArray(),
                pulls.size());
    }

    /** Number of the pull request that the change of that number came by, which is known. */
    int pullOf(int change) {
        return pulls[change];
    }

    /** Changes of {@code from} up to and without {@code to} that are the last of their pull request. */
    IntStream lastBetween(int from, int to) {
        return IntStream.iterate(
                last.nextSetBit(from), change -> change >= 0 && change < to, change -> last.nextSetBit(change + 1));
    }

    /** {@code last}, and backwards all that came by the same pull request. */
    IntStream upTo(int last) {
        return IntStream.iterate(last, change -> change != NONE, change -> previous[change]);
    }

    private static int numberOf(@Nullable String pull, Positions pulls) {
        return pull == null ? NONE : pulls.of(pull);
    }
}
