package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.BuildStatus;
import java.time.Instant;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The builds of a service in columns, in the order of their moments; those of no known time are left out. What else was told is
 * read from its row when a build is asked for. Times of columns are nanoseconds since 1970. Some 40 bytes a build. Immutable.
 */
public final class PackedBuilds extends AbstractList<BuildFact> implements RandomAccess {
    private final List<BuildFact> facts;
    private final int[] fact;
    private final Moments moments;
    private final Moments queued;
    private final Moments started;
    private final Moments finished;
    private final BuildStatus[] statuses;
    private final BitSet traced = new BitSet();

    /** Columns of {@code builds}; {@code packed} are the same and need not be in memory. */
    PackedBuilds(List<BuildFact> builds, List<BuildFact> packed) {
        this.facts = packed;
        this.fact = IntStream.range(0, builds.size())
                .filter(number -> builds.get(number).moment() != null)
                .boxed()
                .sorted(comparing(number -> momentOf(builds.get(number))))
                .mapToInt(Integer::intValue)
                .toArray();
        List<BuildFact> ordered = IntStream.of(fact).mapToObj(builds::get).toList();
        this.moments = column(ordered, BuildFact::moment);
        this.queued = column(ordered, BuildFact::queued);
        this.started = column(ordered, BuildFact::started);
        this.finished = column(ordered, BuildFact::finished);
        this.statuses = ordered.stream().map(BuildFact::status).toArray(BuildStatus[]::new);
        for (int i = 0; i < fact.length; i++) {
            traced.set(i, !ordered.get(i).commitSha().isEmpty());
        }
    }

    @Override
    public BuildFact get(int index) {
        return facts.get(fact[index]);
    }

    @Override
    public int size() {
        return fact.length;
    }

    /** Number of the first whose moment is not before {@code time}. */
    public int firstFrom(Instant time) {
        return moments.firstFrom(time);
    }

    /** Number of the first whose moment is later than {@code time}. */
    public int firstAfter(Instant time) {
        return moments.firstFrom(time.plusNanos(1));
    }

    /** {@link BuildFact#moment}. */
    public long moment(int number) {
        return moments.nanos(number);
    }

    /** When it was asked for; absent if nobody said. So of the others. */
    public long queued(int number) {
        return queued.nanos(number);
    }

    /** When it began to run. */
    public long started(int number) {
        return started.nanos(number);
    }

    /** When it ended. */
    public long finished(int number) {
        return finished.nanos(number);
    }

    /** How it ended. */
    public BuildStatus status(int number) {
        return statuses[number];
    }

    /** Whether its commit is known. */
    public boolean isTraced(int number) {
        return traced.get(number);
    }

    private static Moments column(List<BuildFact> builds, Function<BuildFact, @Nullable Instant> time) {
        return Moments.of(builds.stream().map(time).toList());
    }

    private static Instant momentOf(BuildFact build) {
        return requireNonNull(build.moment(), "a moment");
    }
}
