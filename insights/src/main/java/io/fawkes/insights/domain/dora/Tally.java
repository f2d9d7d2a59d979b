package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Proportion;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rows of a pool come to, counted in one pass over them. Not safe for concurrent use. */
final class Tally {
    private int n;
    private int hits;
    private final Map<ExclusionReason, Integer> exclusions = new EnumMap<>(ExclusionReason.class);
    private final Map<EvidenceLevel, Integer> strongest = new EnumMap<>(EvidenceLevel.class);

    void add(Column column) {
        for (int row = column.first(); row < column.end(); row++) {
            ExclusionReason reason = column.exclusion(row);
            if (reason == null) {
                count(column, row);
            } else {
                exclusions.merge(reason, 1, Integer::sum);
            }
        }
    }

    private void count(Column column, int row) {
        n++;
        if (column.isHit(row)) {
            hits++;
        }
        List<Evidence> evidence = column.evidence(row);
        if (!evidence.isEmpty()) {
            strongest.merge(evidence.getFirst().level(), 1, Integer::sum);
        }
    }

    /** How many rows count. */
    int n() {
        return n;
    }

    /** How many of them count above the line. */
    int hits() {
        return hits;
    }

    /** The share of {@code part} in the rows that count; null if none does. */
    @Nullable
    Proportion share(int part) {
        return n == 0 ? null : Proportion.of(part, n);
    }

    /** How many rows are left out, by reason. */
    Map<ExclusionReason, Integer> exclusions() {
        return exclusions;
    }

    /** How many of the rows that count rest on each level and none stronger. */
    Map<EvidenceLevel, Integer> strongest() {
        return strongest;
    }
}
