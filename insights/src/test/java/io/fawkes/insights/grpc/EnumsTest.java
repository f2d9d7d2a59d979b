package io.fawkes.insights.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.dora.LeadTimeStage;
import io.fawkes.insights.domain.dora.Level;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.NullReason;
import io.fawkes.insights.domain.dora.Verdict;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnumsTest {
    @Test
    void everyValueOfTheDomainHasOneInTheContractAndTheOtherWayRound() {
        assertEquals(
                io.fawkes.insights.v1.ExclusionReason.values().length - 2,
                Arrays.stream(ExclusionReason.values())
                        .map(Enums::exclusion)
                        .distinct()
                        .count());
        assertEquals(
                io.fawkes.insights.v1.EvidenceLevel.values().length - 2,
                Arrays.stream(EvidenceLevel.values())
                        .map(Enums::level)
                        .distinct()
                        .count());
        assertEquals(
                io.fawkes.insights.v1.NullReason.values().length - 2,
                Arrays.stream(NullReason.values())
                        .map(Enums::nullReason)
                        .distinct()
                        .count());
        assertEquals(
                io.fawkes.insights.v1.Metric.values().length - 2,
                Arrays.stream(Metric.values()).map(Enums::metric).distinct().count());
        assertEquals(
                io.fawkes.insights.v1.LeadTimeStage.values().length - 2,
                Arrays.stream(LeadTimeStage.values())
                        .map(Enums::stage)
                        .distinct()
                        .count());
        assertEquals(
                io.fawkes.insights.v1.Level.values().length - 2,
                Arrays.stream(Level.values()).map(Enums::grade).distinct().count());
        assertEquals(
                io.fawkes.insights.v1.TrendVerdict.values().length - 2,
                Arrays.stream(Verdict.values())
                        .map(TrendProtos::verdict)
                        .distinct()
                        .count());
    }
}
