package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import java.time.Instant;
import java.util.List;

/**
 * {@code service.deployed}, {@code .upgraded}, {@code .rolledback}: a version serves: a deployment that has succeeded. What
 * kind of deployment it was follows from the versions before, so all three say the same.
 *
 * <table><caption>The event's field, ours, and the revision</caption>
 * <tr><td>context.source, context.id</td><td>source id {@code events/{source}/{id}}: every event is a rollout</td></tr>
 * <tr><td>subject.id</td><td>source_key ({@code cdevents.dev/service})</td></tr>
 * <tr><td>subject.content.environment.id</td><td>environment</td></tr>
 * <tr><td>version of subject.content.artifactId</td><td>version</td></tr>
 * <tr><td>context.timestamp</td><td>create_time, {@code status_changes[deployed]}</td></tr>
 * <tr><td>context.timestamp in milliseconds</td><td>revision</td></tr>
 * </table>
 */
final class ServiceEvent {

    /** Kind of the names of services. */
    static final String KEY = "cdevents.dev/service";

    private ServiceEvent() {}

    static Understanding told(CdEvent event) {
        Instant at = event.occurredAt();
        return Understanding.saying(List.of(Revision.of(
                        event.eventKey("events"), FactKind.DEPLOYMENT, at.toEpochMilli(), at)
                .with(
                        DeploymentFields.SOURCE_KEY,
                        new SourceKey(KEY, event.subject().text("id")))
                .with(
                        DeploymentFields.ENVIRONMENT,
                        event.content().object("environment").text("id"))
                .with(
                        DeploymentFields.VERSION,
                        PackageUrl.version(event.content().text("artifactId")))
                .with(DeploymentFields.CREATE_TIME, at)
                .with(DeploymentFields.STATUS_CHANGES.at("deployed"), new StatusChange(RolloutStatus.SUCCEEDED, at))));
    }
}
