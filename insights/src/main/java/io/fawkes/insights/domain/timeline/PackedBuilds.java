package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import io.fawkes.insights.domain.fact.BuildFact;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.stream.IntStream;

/**
 * The builds of a service in the order of their moments, each read from its row when it is asked for; those of no known time are
 * left out. Some 12 bytes a build. Immutable.
 */
final class PackedBuilds extends AbstractList<BuildFact> implements RandomAccess {
    private final List<BuildFact> facts;
    private final int[] fact;
    private final Moments moments;

    /** Order of {@code builds}; {@code packed} are the same and need not be in memory. */
    PackedBuilds(List<BuildFact> builds, List<BuildFact> packed) {
        this.facts = packed;
        this.fact = IntStream.range(0, builds.size())
                .filter(number -> builds.get(number).moment() != null)
                .boxed()
                .sorted(comparing(number -> momentOf(builds.get(number))))
                .mapToInt(Integer::intValue)
                .toArray();
        this.moments = Moments.of(IntStream.of(fact)
                .mapToObj(number -> momentOf(builds.get(number)))
                .toList());
    }

    @Override
    public BuildFact get(int index) {
        return facts.get(fact[index]);
    }

    @Override
    public int size() {
        return fact.length;
    }

    /** Those whose moment lies from {@code start} on and before {@code end}. */
    List<BuildFact> between(Instant start, Instant end) {
        return subList(moments.firstFrom(start), moments.firstFrom(end));
    }

    private static Instant momentOf(BuildFact build) {
        return requireNonNull(build.moment(), "a moment");
    }
}
