package io.fawkes.insights.grpc;

import com.google.protobuf.Duration;
import io.fawkes.insights.domain.dora.StageTime;
import io.fawkes.insights.domain.dora.WeekCount;
import io.fawkes.insights.domain.dora.WorkdaySeries;
import io.fawkes.insights.domain.statistics.DurationSummary;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.v1.BuildSuccess;
import io.fawkes.insights.v1.ChangeFailRate;
import io.fawkes.insights.v1.ChangeLeadTime;
import io.fawkes.insights.v1.Coverage;
import io.fawkes.insights.v1.DeploymentFrequency;
import io.fawkes.insights.v1.DeploymentShare;
import io.fawkes.insights.v1.EvidenceCount;
import io.fawkes.insights.v1.Exclusion;
import io.fawkes.insights.v1.RecoveryTime;
import io.fawkes.insights.v1.Timing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Metrics as the contract shows them; what is unknown stays absent. */
final class MeasureProtos {
    private MeasureProtos() {}

    static DeploymentFrequency frequency(io.fawkes.insights.domain.dora.DeploymentFrequency frequency) {
        var proto = DeploymentFrequency.newBuilder()
                .setN(frequency.n())
                .setDeploymentDays(frequency.deploymentDays())
                .addAllExclusions(exclusions(frequency.exclusions()))
                .setNullReason(Enums.nullReason(frequency.nullReason()));
        Optional.ofNullable(frequency.perDay()).ifPresent(proto::setPerDay);
        Optional.ofNullable(frequency.medianPerWeek()).ifPresent(proto::setMedianPerWeek);
        Optional.ofNullable(frequency.medianDaysPerWeek()).ifPresent(proto::setMedianActivePerWeek);
        set(frequency.medianGap(), proto::setMedianGap);
        Optional.ofNullable(frequency.last()).map(Scalars::timestamp).ifPresent(proto::setLastFinishTime);
        set(frequency.sinceLast(), proto::setSinceLast);
        frequency.weeks().stream().map(MeasureProtos::week).forEach(proto::addWeeks);
        return proto.build();
    }

    private static io.fawkes.insights.v1.WeekCount week(WeekCount week) {
        return io.fawkes.insights.v1.WeekCount.newBuilder()
                .setMonday(week.monday().toString())
                .setN(week.n())
                .setActive(week.days())
                .build();
    }

    static BuildSuccess builds(io.fawkes.insights.domain.dora.BuildSuccess builds) {
        var proto = BuildSuccess.newBuilder()
                .setN(builds.n())
                .setSucceeded(builds.succeeded())
                .addAllExclusions(exclusions(builds.exclusions()))
                .setNullReason(Enums.nullReason(builds.nullReason()));
        Optional.ofNullable(builds.rate())
                .ifPresent(rate ->
                        proto.setRate(rate.rate()).setIntervalLow(rate.low()).setIntervalHigh(rate.high()));
        return proto.build();
    }

    static io.fawkes.insights.v1.WorkdaySeries workdays(WorkdaySeries series) {
        var proto =
                io.fawkes.insights.v1.WorkdaySeries.newBuilder().setServicesWithoutCalendar(series.withoutCalendar());
        Optional.ofNullable(series.perWorkday()).ifPresent(proto::setDeploymentsPerWorkday);
        series.timings().stream().map(MeasureProtos::timing).forEach(proto::addTimings);
        return proto.build();
    }

    static Timing timing(io.fawkes.insights.domain.dora.Timing timing) {
        DurationSummary time = timing.time();
        var proto = Timing.newBuilder()
                .setMetric(Enums.metric(timing.metric()))
                .setN(time.n())
                .addAllExclusions(exclusions(timing.exclusions()))
                .setNullReason(Enums.nullReason(timing.nullReason()));
        set(time.p50(), proto::setP50);
        set(time.p75(), proto::setP75);
        set(time.p90(), proto::setP90);
        set(time.p95(), proto::setP95);
        set(time.mean(), proto::setMean);
        set(time.min(), proto::setMin);
        set(time.max(), proto::setMax);
        return proto.build();
    }

    static ChangeLeadTime leadTime(io.fawkes.insights.domain.dora.ChangeLeadTime leadTime) {
        DurationSummary time = leadTime.time();
        var proto = ChangeLeadTime.newBuilder()
                .setN(time.n())
                .addAllExclusions(exclusions(leadTime.exclusions()))
                .setNullReason(Enums.nullReason(leadTime.nullReason()));
        set(time.p50(), proto::setP50);
        set(time.p75(), proto::setP75);
        set(time.p90(), proto::setP90);
        set(time.p95(), proto::setP95);
        set(time.mean(), proto::setMean);
        set(time.min(), proto::setMin);
        set(time.max(), proto::setMax);
        leadTime.stages().stream().map(MeasureProtos::stage).forEach(proto::addStages);
        return proto.build();
    }

    private static io.fawkes.insights.v1.StageTime stage(StageTime stage) {
        var proto = io.fawkes.insights.v1.StageTime.newBuilder()
                .setStage(Enums.stage(stage.stage()))
                .setN(stage.time().n())
                .setTotal(Scalars.duration(stage.total()))
                .setShare(stage.share());
        set(stage.time().p50(), proto::setP50);
        set(stage.time().p90(), proto::setP90);
        return proto.build();
    }

    static ChangeFailRate failRate(io.fawkes.insights.domain.dora.ChangeFailRate failRate) {
        var proto = ChangeFailRate.newBuilder()
                .setN(failRate.n())
                .setFailed(failRate.failed())
                .addAllExclusions(exclusions(failRate.exclusions()))
                .setNullReason(Enums.nullReason(failRate.nullReason()));
        Optional.ofNullable(failRate.rate())
                .ifPresent(share ->
                        proto.setRate(share.rate()).setIntervalLow(share.low()).setIntervalHigh(share.high()));
        failRate.evidence().stream().map(MeasureProtos::evidence).forEach(proto::addEvidence);
        return proto.build();
    }

    static DeploymentShare share(io.fawkes.insights.domain.dora.DeploymentShare share) {
        var proto = DeploymentShare.newBuilder()
                .setN(share.n())
                .setHits(share.hits())
                .addAllExclusions(exclusions(share.exclusions()))
                .setNullReason(Enums.nullReason(share.nullReason()));
        Optional.ofNullable(share.rate())
                .ifPresent(rate ->
                        proto.setRate(rate.rate()).setIntervalLow(rate.low()).setIntervalHigh(rate.high()));
        share.evidence().stream().map(MeasureProtos::evidence).forEach(proto::addEvidence);
        return proto.build();
    }

    private static EvidenceCount evidence(io.fawkes.insights.domain.dora.EvidenceCount count) {
        return EvidenceCount.newBuilder()
                .setLevel(Enums.level(count.level()))
                .setFailed(count.failed())
                .setRate(count.rate())
                .build();
    }

    static RecoveryTime recovery(io.fawkes.insights.domain.dora.RecoveryTime recovery) {
        DurationSummary time = recovery.time();
        var proto = RecoveryTime.newBuilder()
                .setN(time.n())
                .setOpen(recovery.open())
                .addAllExclusions(exclusions(recovery.exclusions()))
                .setNullReason(Enums.nullReason(recovery.nullReason()));
        set(time.p50(), proto::setP50);
        set(time.p75(), proto::setP75);
        set(time.p90(), proto::setP90);
        set(time.p95(), proto::setP95);
        set(time.mean(), proto::setMean);
        set(time.min(), proto::setMin);
        set(time.max(), proto::setMax);
        set(recovery.oldestOpenAge(), proto::setOldestOpenAge);
        set(recovery.survivalMedian(), proto::setSurvivalP50);
        return proto.build();
    }

    static Coverage coverage(io.fawkes.insights.domain.dora.Coverage coverage) {
        return Coverage.newBuilder()
                .setDeployments(coverage.deployments())
                .setDeploymentsWithChanges(coverage.deploymentsWithChanges())
                .setIncidents(coverage.incidents())
                .setIncidentsLinked(coverage.incidentsLinked())
                .setBuilds(coverage.builds())
                .setBuildsWithCommit(coverage.buildsWithCommit())
                .setMisdated(coverage.misdated())
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

    private static void set(java.time.@Nullable Duration known, Consumer<Duration> field) {
        if (known != null) {
            field.accept(Scalars.duration(known));
        }
    }
}
