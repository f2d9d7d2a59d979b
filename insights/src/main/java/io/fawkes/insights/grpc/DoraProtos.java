package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.BucketMeasures;
import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.Inquiry;
import io.fawkes.insights.domain.dora.Measures;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.dora.WorkdaySeries;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.DoraBucket;
import io.fawkes.insights.v1.Timing;
import io.fawkes.type.v1.TimeWindow;
import java.util.List;

/** Answers as the contract shows them; what is unknown stays absent. */
final class DoraProtos {
    private DoraProtos() {}

    static Dora dora(DoraAnswer answer) {
        Inquiry inquiry = answer.inquiry();
        Measures measures = answer.measures();
        var proto = Dora.newBuilder()
                .setName(inquiry.group().name() + "/dora")
                .setWindow(window(inquiry.window()))
                .setTimeZone(answer.zone().getId())
                .setWatermark(Scalars.timestamp(inquiry.watermark()))
                .setDefinitionVersion(DoraAnswer.DEFINITION_VERSION)
                .setMinConfidence(Enums.level(answer.weakest()))
                .setCausalWindow(Scalars.duration(answer.causalWindow()))
                .setDeploymentFrequency(MeasureProtos.frequency(measures.deploymentFrequency()))
                .setChangeLeadTime(MeasureProtos.leadTime(measures.changeLeadTime()))
                .setChangeFailRate(MeasureProtos.failRate(measures.changeFailRate()))
                .setRecoveryTime(MeasureProtos.recovery(measures.recoveryTime()))
                .setReworkRate(MeasureProtos.share(measures.reworkRate()))
                .setRolloutFailureRate(MeasureProtos.share(measures.rolloutFailureRate()))
                .setTimeToRestore(MeasureProtos.recovery(measures.timeToRestore()))
                .setCoverage(MeasureProtos.coverage(measures.coverage()))
                .setBuildSuccess(MeasureProtos.builds(measures.buildSuccess()))
                .addAllTimings(timings(measures))
                .setServices(answer.services())
                .setGrades(GradeProtos.grades(answer.grades()));
        answer.buckets().stream().map(DoraProtos::bucket).forEach(proto::addBuckets);
        WorkdaySeries workdays = answer.workdays();
        if (workdays != null) {
            proto.setWorkdays(MeasureProtos.workdays(workdays));
        }
        answer.trends().stream().map(TrendProtos::trend).forEach(proto::addTrends);
        answer.spread().stream().map(GradeProtos::spread).forEach(proto::addSpread);
        return proto.build();
    }

    private static DoraBucket bucket(BucketMeasures bucket) {
        Measures measures = bucket.measures();
        var proto = DoraBucket.newBuilder()
                .setWindow(window(bucket.window()))
                .setDeploymentFrequency(MeasureProtos.frequency(measures.deploymentFrequency()))
                .setChangeLeadTime(MeasureProtos.leadTime(measures.changeLeadTime()))
                .setChangeFailRate(MeasureProtos.failRate(measures.changeFailRate()))
                .setRecoveryTime(MeasureProtos.recovery(measures.recoveryTime()))
                .setReworkRate(MeasureProtos.share(measures.reworkRate()))
                .setRolloutFailureRate(MeasureProtos.share(measures.rolloutFailureRate()))
                .setTimeToRestore(MeasureProtos.recovery(measures.timeToRestore()))
                .setBuildSuccess(MeasureProtos.builds(measures.buildSuccess()))
                .addAllTimings(timings(measures))
                .setCoverage(MeasureProtos.coverage(measures.coverage()));
        WorkdaySeries workdays = bucket.workdays();
        if (workdays != null) {
            proto.setWorkdays(MeasureProtos.workdays(workdays));
        }
        return proto.build();
    }

    private static List<Timing> timings(Measures measures) {
        return measures.timings().stream().map(MeasureProtos::timing).toList();
    }

    static TimeWindow window(Window window) {
        return TimeWindow.newBuilder()
                .setStartTime(Scalars.timestamp(window.start()))
                .setEndTime(Scalars.timestamp(window.end()))
                .build();
    }
}
