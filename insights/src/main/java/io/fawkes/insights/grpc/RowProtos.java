package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.DeploymentStory;
import io.fawkes.insights.domain.dora.LeadTimeStage;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Row;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.Stages;
import io.fawkes.insights.v1.DeploymentPart;
import io.fawkes.insights.v1.ExplainDeploymentResponse;
import io.fawkes.insights.v1.ExplainRow;
import io.fawkes.insights.v1.RowStage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows as the contract shows them. */
final class RowProtos {
    private RowProtos() {}

    static ExplainRow row(Metric metric, Row row) {
        boolean ofRework = metric == Metric.REWORK_RATE;
        var proto = ExplainRow.newBuilder()
                .setSubject(row.subject())
                .setVersion(row.about().revision())
                .setTitle(row.about().title())
                .setTime(Scalars.timestamp(row.time()))
                .setCounted(row.counted())
                .setFailed(row.hit() && !ofRework)
                .setRework(row.hit() && ofRework)
                .setUri(row.about().uri())
                .setDeployment(row.about().deployment());
        Optional.ofNullable(row.start()).map(Scalars::timestamp).ifPresent(proto::setStartTime);
        Optional.ofNullable(row.value()).map(Scalars::duration).ifPresent(proto::setValue);
        Optional.ofNullable(row.exclusion()).map(Enums::exclusion).ifPresent(proto::setExclusion);
        row.evidence().stream().map(RowProtos::evidence).forEach(proto::addEvidence);
        Optional.ofNullable(row.stages())
                .ifPresent(stages ->
                        proto.addAllStages(stages(stages)).setDeployedBeforeMerge(stages.deployedBeforeMerged()));
        return proto.build();
    }

    static ExplainDeploymentResponse story(DeploymentStory story) {
        var proto = ExplainDeploymentResponse.newBuilder()
                .setDeployment(story.name())
                .setWatermark(Scalars.timestamp(story.watermark()));
        story.rows()
                .forEach((metric, rows) -> proto.addParts(DeploymentPart.newBuilder()
                        .setMetric(Enums.metric(metric))
                        .addAllRows(rows.stream().map(row -> row(metric, row)).toList())));
        return proto.build();
    }

    private static List<RowStage> stages(Stages stages) {
        return Arrays.stream(LeadTimeStage.values())
                .flatMap(stage -> Stream.ofNullable(stage.of(stages))
                        .map(part -> RowStage.newBuilder()
                                .setStage(Enums.stage(stage))
                                .setDuration(Scalars.duration(part))
                                .build()))
                .toList();
    }

    private static io.fawkes.insights.v1.Evidence evidence(Evidence evidence) {
        return io.fawkes.insights.v1.Evidence.newBuilder()
                .setLevel(Enums.level(evidence.level()))
                .setSubject(evidence.subject())
                .setText(evidence.text())
                .build();
    }
}
