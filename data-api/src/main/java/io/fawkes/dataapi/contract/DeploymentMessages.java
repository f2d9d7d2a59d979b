package io.fawkes.dataapi.contract;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Deployments that callers report and see. */
public final class DeploymentMessages {

    private static final String SOURCE = "api";

    private DeploymentMessages() {}

    /**
     * What a reported deployment says. Its revision is the time of its newest status, so that a later report of the same
     * deployment wins, whenever it arrives; without any status, {@code now}.
     */
    public static Revision revision(Deployment deployment, String sourceId, Instant now) {
        Instant newest = deployment.getStatusChangesMap().values().stream()
                .map(change -> FieldValues.instant(change.getOccurTime()))
                .max(Instant::compareTo)
                .orElse(now);
        Revision revision = Revision.of(
                        new FactKey(SOURCE, sourceId), FactKind.DEPLOYMENT, Math.max(0, newest.toEpochMilli()), newest)
                .withPresent(
                        DeploymentFields.SOURCE_KEY,
                        Optional.of(deployment.getSourceKey())
                                .filter(key -> !key.getValue().isEmpty())
                                .map(FieldValues::sourceKey))
                .withPresent(DeploymentFields.PRODUCTION, production(deployment))
                .withPresent(
                        DeploymentFields.CREATE_TIME,
                        Optional.of(deployment)
                                .filter(Deployment::hasCreateTime)
                                .map(created -> FieldValues.instant(created.getCreateTime())));
        return withStatuses(withTexts(revision, deployment), deployment);
    }

    private static Optional<Boolean> production(Deployment deployment) {
        return deployment.hasProduction() ? Optional.of(deployment.getProduction()) : Optional.empty();
    }

    private static Revision withTexts(Revision revision, Deployment deployment) {
        Map<Field<String>, String> texts = Map.of(
                DeploymentFields.ENVIRONMENT, deployment.getEnvironment(),
                DeploymentFields.VERSION, deployment.getVersion(),
                DeploymentFields.REF, deployment.getRef(),
                DeploymentFields.DEPLOYED_BY, deployment.getDeployedBy(),
                DeploymentFields.URI, deployment.getUri());
        Revision more = revision;
        for (Map.Entry<Field<String>, String> text : texts.entrySet()) {
            more = more.withPresent(text.getKey(), Optional.of(text.getValue()).filter(value -> !value.isEmpty()));
        }
        return more;
    }

    private static Revision withStatuses(Revision revision, Deployment deployment) {
        Revision more = revision;
        for (Map.Entry<String, io.fawkes.dataapi.v1.StatusChange> change :
                deployment.getStatusChangesMap().entrySet()) {
            more = more.with(
                    DeploymentFields.STATUS_CHANGES.at(change.getKey()), status(change.getKey(), change.getValue()));
        }
        return more;
    }

    private static StatusChange status(String id, io.fawkes.dataapi.v1.StatusChange change) {
        String field = "deployment.status_changes[" + id + "]";
        if (id.isEmpty() || id.indexOf('[') >= 0 || id.indexOf(']') >= 0) {
            throw new InvalidField(field, "key (expected: the source's id of the report, without brackets)");
        }
        if (change.getStatus() == DeploymentStatus.DEPLOYMENT_STATUS_UNSPECIFIED
                || change.getStatus() == DeploymentStatus.UNRECOGNIZED) {
            throw new InvalidField(field + ".status", "missing or unknown");
        }
        if (!change.hasOccurTime()) {
            throw new InvalidField(field + ".occur_time", "missing");
        }
        return new StatusChange(FieldValues.status(change.getStatus()), FieldValues.instant(change.getOccurTime()));
    }

    /** A deployment as callers see it. */
    public static Deployment rendered(AttributedFact found) {
        return FactMessages.fact(found.fact(), found.fact().occurredAt()).getDeployment().toBuilder()
                .setService(found.service())
                .build();
    }
}
