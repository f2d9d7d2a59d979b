package io.fawkes.dataapi.imports;

import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.report.ReportRule;
import io.fawkes.dataapi.v1.Build;
import io.fawkes.dataapi.v1.Change;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.QualityGate;
import io.fawkes.dataapi.v1.SloObservation;
import java.util.List;
import java.util.Optional;

/**
 * A kind of resource that files can hold.
 *
 * @param tag its name as a field of JSON
 * @param rule what it must say
 * @param empty one that says nothing
 */
record ResourceKind(String tag, ReportRule rule, Message empty) {

    static final List<ResourceKind> ALL = List.of(
            new ResourceKind("change", ReportRule.CHANGE, Change.getDefaultInstance()),
            new ResourceKind("deployment", ReportRule.DEPLOYMENT, Deployment.getDefaultInstance()),
            new ResourceKind("incident", ReportRule.INCIDENT, Incident.getDefaultInstance()),
            new ResourceKind("build", ReportRule.BUILD, Build.getDefaultInstance()),
            new ResourceKind("qualityGate", ReportRule.QUALITY_GATE, QualityGate.getDefaultInstance()),
            new ResourceKind("sloObservation", ReportRule.SLO_OBSERVATION, SloObservation.getDefaultInstance()));

    static ResourceKind of(FactKind kind) {
        return ALL.stream()
                .filter(known -> known.rule.shape().kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + " is not imported"));
    }

    static Optional<ResourceKind> tagged(String tag) {
        return ALL.stream()
                .filter(known -> known.tag.equals(tag) || known.rule.message().equals(tag))
                .findFirst();
    }

    /** The field that gives a resource its id, beside the resource or among its columns. */
    String idField() {
        return tag + "Id";
    }
}
