package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.v1.ChangeFailRate;
import io.fawkes.insights.v1.ChangeLeadTime;
import io.fawkes.insights.v1.Coverage;
import io.fawkes.insights.v1.DeploymentFrequency;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.EvidenceCount;
import io.fawkes.insights.v1.Exclusion;
import io.fawkes.insights.v1.RecoveryTime;
import io.fawkes.type.v1.TimeWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers as the contract shows them; what is unknown stays absent. */
final class DoraProtos {
    private DoraProtos() {}

    static Dora dora(DoraAnswer answer) {
        return Dora.newBuilder()
                .setName(answer.service().name() + "/dora")
                .setWindow(window(answer.window()))
                .setTimeZone(answer.zone().getId())
                .setWatermark(Scalars.timestamp(answer.watermark()))
                .setDefinitionVersion(DoraAnswer.DEFINITION_VERSION)
                .setMinConfidence(Enums.level(answer.weakest()))
                .setCausalWindow(Scalars.duration(answer.causalWindow()))
                .setDeploymentFrequency(frequency(answer.deploymentFrequency()))
                .setChangeLeadTime(leadTime(answer.changeLeadTime()))
                .setChangeFailRate(failRate(answer.changeFailRate()))
                .setRecoveryTime(recovery(answer.recoveryTime()))
                .setCoverage(coverage(answer.coverage()))
                .build();
    }

    private static TimeWindow window(Window window) {
        return TimeWindow.newBuilder()
                .setStartTime(Scalars.timestamp(window.start()))
                .setEndTime(Scalars.timestamp(window.end()))
                .build();
    }

    private static DeploymentFrequency frequency(io.fawkes.insights.domain.dora.DeploymentFrequency frequency) {
        var proto = DeploymentFrequency.newBuilder()
                .setN(frequency.n())
                .setDeploymentDays(frequency.deploymentDays())
                .addAllExclusions(exclusions(frequency.exclusions()))
                .setNullReason(Enums.nullReason(frequency.nullReason()));
        Optional.ofNullable(frequency.perDay()).ifPresent(proto::setPerDay);
        Optional.ofNullable(frequency.medianPerWeek()).ifPresent(proto::setMedianPerWeek);
        return proto.build();
    }

    private static ChangeLeadTime leadTime(io.fawkes.insights.domain.dora.ChangeLeadTime leadTime) {
        DurationSummary time = leadTime.time();
        var proto = ChangeLeadTime.newBuilder()
                .setN(time.n())
                .addAllExclusions(exclusions(leadTime.exclusions()))
                .setNullReason(Enums.nullReason(leadTime.nullReason()));
        Optional.ofNullable(time.p50()).map(Scalars::duration).ifPresent(proto::setP50);
        Optional.ofNullable(time.p90()).map(Scalars::duration).ifPresent(proto::setP90);
        Optional.ofNullable(time.min()).map(Scalars::duration).ifPresent(proto::setMin);
        Optional.ofNullable(time.max()).map(Scalars::duration).ifPresent(proto::setMax);
        return proto.build();
    }

    private static ChangeFailRate failRate(io.fawkes.insights.domain.dora.ChangeFailRate failRate) {
        var proto = ChangeFailRate.newBuilder()
                .setN(failRate.n())
                .setFailed(failRate.failed())
                .addAllExclusions(exclusions(failRate.exclusions()))
                .setNullReason(Enums.nullReason(failRate.nullReason()));
        Optional.ofNullable(failRate.rate())
                .ifPresent(share ->
                        proto.setRate(share.rate()).setIntervalLow(share.low()).setIntervalHigh(share.high()));
        failRate.evidence().stream().map(DoraProtos::evidence).forEach(proto::addEvidence);
        return proto.build();
    }

    private static EvidenceCount evidence(io.fawkes.insights.domain.dora.EvidenceCount count) {
        return EvidenceCount.newBuilder()
                .setLevel(Enums.level(count.level()))
                .setFailed(count.failed())
                .setRate(count.rate())
                .build();
    }

    private static RecoveryTime recovery(io.fawkes.insights.domain.dora.RecoveryTime recovery) {
        DurationSummary time = recovery.time();
        var proto = RecoveryTime.newBuilder()
                .setN(time.n())
                .setOpen(recovery.open())
                .addAllExclusions(exclusions(recovery.exclusions()))
                .setNullReason(Enums.nullReason(recovery.nullReason()));
        Optional.ofNullable(time.p50()).map(Scalars::duration).ifPresent(proto::setP50);
        Optional.ofNullable(time.p90()).map(Scalars::duration).ifPresent(proto::setP90);
        Optional.ofNullable(time.min()).map(Scalars::duration).ifPresent(proto::setMin);
        Optional.ofNullable(time.max()).map(Scalars::duration).ifPresent(proto::setMax);
        Optional.ofNullable(recovery.oldestOpenAge()).map(Scalars::duration).ifPresent(proto::setOldestOpenAge);
        return proto.build();
    }

    private static Coverage coverage(io.fawkes.insights.domain.dora.Coverage coverage) {
        return Coverage.newBuilder()
                .setDeployments(coverage.deployments())
                .setDeploymentsWithChanges(coverage.deploymentsWithChanges())
                .setIncidents(coverage.incidents())
                .setIncidentsLinked(coverage.incidentsLinked())
                .build();
    }

    private static List<Exclusion> exclusions(Map<ExclusionReason, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> Exclusion.newBuilder()
                        .setReason(Enums.exclusion(count.getKey()))
                        .setCount(count.getValue())
                        .build())
                .toList();
    }
}
