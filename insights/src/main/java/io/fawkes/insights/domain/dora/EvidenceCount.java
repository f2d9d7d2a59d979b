package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Failures that rest on one level of evidence.
 *
 * @param failed judged deployments that failed by this level and no stronger one
 * @param rate failed at this level or a stronger one, divided by the judged; 0 to 1
 */
public record EvidenceCount(EvidenceLevel level, int failed, double rate) {

    /** Counts the levels that occur among {@code judged}, strongest first. */
    static List<EvidenceCount> of(List<Row> judged) {
        Map<EvidenceLevel, Integer> strongest = new EnumMap<>(EvidenceLevel.class);
        judged.stream()
                .filter(row -> !row.evidence().isEmpty())
                .forEach(row -> strongest.merge(row.evidence().getFirst().level(), 1, Integer::sum));
        List<EvidenceCount> counts = new ArrayList<>();
        int soFar = 0;
        for (Map.Entry<EvidenceLevel, Integer> level : strongest.entrySet()) {
            soFar += level.getValue();
            counts.add(new EvidenceCount(level.getKey(), level.getValue(), (double) soFar / judged.size()));
        }
        return List.copyOf(counts);
    }
}
