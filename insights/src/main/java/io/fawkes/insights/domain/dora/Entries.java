package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.Stages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rows of a column are about, by the number that stands there. Safe for concurrent use. */
interface Entries {
    /** What the row is about. */
    Subject subject(int number);

    /** Production environment in lower case; empty if there is none. */
    String environment(int number);

    /** {@link Subject#traced}. */
    boolean isTraced(int number);

    /** What a row that counts above the line rests on, strongest first. */
    default List<Evidence> evidence(int number) {
        return List.of();
    }

    /** Parts of a lead time; null elsewhere. */
    default @Nullable Stages stages(int number) {
        return null;
    }

    /** How long {@code stage} took, of a row that lasts {@code value} nanoseconds; absent elsewhere and if it was not gone through. */
    default long stage(LeadTimeStage stage, int number, long value) {
        return Column.ABSENT;
    }
}
