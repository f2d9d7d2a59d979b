package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.statistics.Nanos;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stages of changes in columns, but for the last, which is what the others leave of the lead time: sixteen bytes a change, and as
 * many again where pull requests were reviewed. Times are nanoseconds. Immutable.
 */
final class StageColumns {
    private static final long ABSENT = Nanos.ABSENT;
    private static final long[] NONE = {};

    private final BitSet known = new BitSet();
    private final BitSet early = new BitSet();
    private final long[] coding;
    private final long[] pickup;
    private final long[] review;
    private final long[] merge;

    /** Columns of {@code changes}, in their order. */
    StageColumns(List<Change> changes) {
        boolean reviewed = changes.stream()
                .map(Change::stages)
                .filter(Objects::nonNull)
                .anyMatch(stages -> stages.review() != null);
        this.coding = column(changes.size());
        this.pickup = column(changes.size());
        this.review = reviewed ? column(changes.size()) : NONE;
        this.merge = reviewed ? column(changes.size()) : NONE;
        for (int i = 0; i < coding.length; i++) {
            Stages stages = changes.get(i).stages();
            if (stages != null) {
                keep(i, stages);
            }
        }
    }

    long coding(int change) {
        return coding[change];
    }

    long pickup(int change) {
        return pickup[change];
    }

    long review(int change) {
        return review.length == 0 ? ABSENT : review[change];
    }

    long merge(int change) {
        return merge.length == 0 ? ABSENT : merge[change];
    }

    /** What the other stages leave of {@code whole}. */
    long deploy(int change, long whole) {
        return whole
                - present(coding(change))
                - present(pickup(change))
                - present(review(change))
                - present(merge(change));
    }

    /** All of them; null if they are not known. */
    @Nullable
    Stages stages(int change, Duration whole) {
        return known.get(change)
                ? new Stages(
                        duration(coding(change)),
                        duration(pickup(change)),
                        duration(review(change)),
                        duration(merge(change)),
                        Duration.ofNanos(deploy(change, whole.toNanos())),
                        early.get(change))
                : null;
    }

    private void keep(int change, Stages stages) {
        known.set(change);
        early.set(change, stages.deployedBeforeMerged());
        coding[change] = nanos(stages.coding());
        pickup[change] = nanos(stages.pickup());
        if (review.length > 0) {
            review[change] = nanos(stages.review());
            merge[change] = nanos(stages.merge());
        }
    }

    private static long[] column(int size) {
        long[] column = new long[size];
        Arrays.fill(column, ABSENT);
        return column;
    }

    private static long present(long nanos) {
        return nanos == ABSENT ? 0 : nanos;
    }

    private static long nanos(@Nullable Duration duration) {
        return duration == null ? ABSENT : duration.toNanos();
    }

    private static @Nullable Duration duration(long nanos) {
        return nanos == ABSENT ? null : Duration.ofNanos(nanos);
    }
}
