package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.dora.Row;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.v1.ExplainRow;
import java.util.Optional;

/** Rows as the contract shows them. */
final class RowProtos {
    private RowProtos() {}

    static ExplainRow row(Row row) {
        var proto = ExplainRow.newBuilder()
                .setSubject(row.subject())
                .setVersion(row.revision())
                .setTitle(row.title())
                .setTime(Scalars.timestamp(row.time()))
                .setCounted(row.counted())
                .setFailed(row.failed())
                .setUri(row.uri())
                .setDeployment(row.deployment());
        Optional.ofNullable(row.start()).map(Scalars::timestamp).ifPresent(proto::setStartTime);
        Optional.ofNullable(row.value()).map(Scalars::duration).ifPresent(proto::setValue);
        Optional.ofNullable(row.exclusion()).map(Enums::exclusion).ifPresent(proto::setExclusion);
        row.evidence().stream().map(RowProtos::evidence).forEach(proto::addEvidence);
        return proto.build();
    }

    private static io.fawkes.insights.v1.Evidence evidence(Evidence evidence) {
        return io.fawkes.insights.v1.Evidence.newBuilder()
                .setLevel(Enums.level(evidence.level()))
                .setSubject(evidence.subject())
                .setText(evidence.text())
                .build();
    }
}
