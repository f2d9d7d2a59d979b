package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Failures that rest on one level of evidence.
 *
 * @param failed judged deployments that failed by this level and no stronger one
 * @param rate failed at this level or a stronger one, divided by the judged; 0 to 1
 */
public record EvidenceCount(EvidenceLevel level, int failed, double rate) {

    /** Counts the levels that occur among the {@code judged} rows that count, strongest first. */
    static List<EvidenceCount> of(Tally judged) {
        List<EvidenceCount> counts = new ArrayList<>();
        int soFar = 0;
        for (Map.Entry<EvidenceLevel, Integer> level : judged.strongest().entrySet()) {
            soFar += level.getValue();
            counts.add(new EvidenceCount(level.getKey(), level.getValue(), (double) soFar / judged.n()));
        }
        return List.copyOf(counts);
    }
}
