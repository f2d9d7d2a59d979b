package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.LeadTimeStage;
import io.fawkes.insights.domain.dora.Level;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.NullReason;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import org.jspecify.annotations.Nullable;

/** Enums as the contract spells them: its prefix before the domain's name, held by a test to the last value. */
final class Enums {
    private Enums() {}

    static io.fawkes.insights.v1.EvidenceLevel level(EvidenceLevel level) {
        return io.fawkes.insights.v1.EvidenceLevel.valueOf("EVIDENCE_LEVEL_" + level.name());
    }

    static io.fawkes.insights.v1.ExclusionReason exclusion(ExclusionReason reason) {
        return io.fawkes.insights.v1.ExclusionReason.valueOf("EXCLUSION_REASON_" + reason.name());
    }

    static io.fawkes.insights.v1.Metric metric(Metric metric) {
        return io.fawkes.insights.v1.Metric.valueOf("METRIC_" + metric.name());
    }

    static io.fawkes.insights.v1.LeadTimeStage stage(LeadTimeStage stage) {
        return io.fawkes.insights.v1.LeadTimeStage.valueOf("LEAD_TIME_STAGE_" + stage.name());
    }

    static io.fawkes.insights.v1.Level grade(@Nullable Level level) {
        return level == null
                ? io.fawkes.insights.v1.Level.LEVEL_UNSPECIFIED
                : io.fawkes.insights.v1.Level.valueOf("LEVEL_" + level.name());
    }

    static io.fawkes.insights.v1.NullReason nullReason(@Nullable NullReason reason) {
        return reason == null
                ? io.fawkes.insights.v1.NullReason.NULL_REASON_UNSPECIFIED
                : io.fawkes.insights.v1.NullReason.valueOf("NULL_REASON_" + reason.name());
    }
}
