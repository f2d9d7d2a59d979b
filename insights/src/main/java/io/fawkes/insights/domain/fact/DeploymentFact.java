package io.fawkes.insights.domain.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rollout of one version to one environment, as one source tells it.
 *
 * @param source who told it, for example {@code github}
 * @param environment name at the source
 * @param production whether the source itself marks the environment as production
 * @param revision what was rolled out: commit SHA or artifact digest
 * @param start when it was asked for
 * @param finish first success, else first failure or cancellation; null exactly while in progress
 * @param uri page at the source; empty if none
 * @param config version of the configuration that it brought; empty if the source did not say
 * @param rollout what it has in common with the other deployments of its rollout; empty if the source did not say
 */
public record DeploymentFact(
        String name,
        long version,
        SourceKey sourceKey,
        String source,
        String environment,
        boolean production,
        String revision,
        DeploymentStatus status,
        Instant start,
        @Nullable Instant finish,
        String uri,
        String config,
        String rollout,
        Purpose purpose)
        implements SourcedFact {
    /** One of which no more is known. */
    public DeploymentFact(
            String name,
            long version,
            SourceKey sourceKey,
            String source,
            String environment,
            boolean production,
            String revision,
            DeploymentStatus status,
            Instant start,
            @Nullable Instant finish,
            String uri) {
        this(
                name,
                version,
                sourceKey,
                source,
                environment,
                production,
                revision,
                status,
                start,
                finish,
                uri,
                "",
                "",
                Purpose.UNSAID);
    }

    public DeploymentFact {
        if (finish == null) {
            status = DeploymentStatus.IN_PROGRESS;
        } else if (status == DeploymentStatus.IN_PROGRESS) {
            finish = null;
        }
    }

    /** The same of {@code commit}, from which its version was built. */
    public DeploymentFact builtFrom(String commit) {
        return new DeploymentFact(
                name,
                version,
                sourceKey,
                source,
                environment,
                production,
                commit,
                status,
                start,
                finish,
                uri,
                config,
                rollout,
                purpose);
    }

    /** Whether it ended in success. */
    public boolean succeeded() {
        return status == DeploymentStatus.SUCCEEDED;
    }
}
