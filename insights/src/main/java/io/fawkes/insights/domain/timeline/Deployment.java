package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.DeploymentFact;
import java.time.Instant;

/**
 * A rollout with what it was to the service.
 *
 * @param name {@code deployments/…} of the report that tells of it with most authority
 * @param source who tells of it, for example {@code argocd}
 * @param revision what was rolled out
 * @param environment in lower case
 * @param time when it ended, or began if it has not ended
 * @param rerelease whether it brings back a version that a rollback took away; it has no new changes
 */
public record Deployment(
        String name,
        String source,
        String revision,
        String environment,
        Instant start,
        Instant time,
        Kind kind,
        boolean rerelease,
        String uri) {

    static Deployment of(Rollout rollout, Kind kind, boolean rerelease) {
        DeploymentFact told = rollout.authority();
        return new Deployment(
                told.name(),
                told.source(),
                told.revision(),
                rollout.environment(),
                rollout.start(),
                rollout.time(),
                kind,
                rerelease,
                told.uri());
    }

    /** Whether it brought a version or a configuration live and so is judged as a change. */
    public boolean isChange() {
        return kind.isChange();
    }

    /** Whether it ended in success, whatever it brought. */
    public boolean succeeded() {
        return kind.isSuccess();
    }

    /** Whether it ended, with or without success. */
    public boolean ended() {
        return kind != Kind.IN_PROGRESS;
    }
}
