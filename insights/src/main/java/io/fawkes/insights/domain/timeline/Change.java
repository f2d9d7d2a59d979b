package io.fawkes.insights.domain.timeline;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change with the deployment that first brought it to production; or, if the changes of a deployment are not known,
 * the deployment itself with the reason.
 *
 * @param subject {@code changes/…}, or {@code deployments/…} if the changes are not known
 * @param revision commit SHA
 * @param committed when work on it was first committed; null if that is not known
 * @param stages the parts of its lead time; null if that is not known
 * @param exclusion why it is not counted; null if it is
 */
public record Change(
        String subject,
        String revision,
        String title,
        String uri,
        Deployment deployment,
        @Nullable Instant committed,
        @Nullable Stages stages,
        @Nullable ExclusionReason exclusion) {

    static Change unknown(Deployment deployment, ExclusionReason why) {
        return new Change(
                deployment.name(),
                deployment.revision(),
                "changes of the deployment are not known",
                deployment.uri(),
                deployment,
                null,
                null,
                why);
    }

    /** From its first commit to production; null if it is not counted. */
    public @Nullable Duration leadTime() {
        return committed == null || exclusion != null ? null : Duration.between(committed, deployment.time());
    }
}
