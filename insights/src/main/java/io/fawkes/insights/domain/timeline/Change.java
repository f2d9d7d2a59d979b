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

    /** The same, counted also if a program authored it or if it only merges others. */
    public Change ofAnyAuthor() {
        boolean leftOutByAuthor = exclusion == ExclusionReason.BOT || exclusion == ExclusionReason.MERGE_COMMIT;
        return leftOutByAuthor
                ? new Change(subject, revision, title, uri, deployment, committed, stages, skew(committed, deployment))
                : this;
    }

    static @Nullable ExclusionReason skew(@Nullable Instant committed, Deployment deployment) {
        if (committed == null) {
            return ExclusionReason.NO_RANGE;
        }
        boolean impossible = committed.isAfter(deployment.time()) || committed.isBefore(History.EARLIEST);
        return impossible ? ExclusionReason.CLOCK_SKEW : null;
    }

    /** From its first commit to production; null if it is not counted. */
    public @Nullable Duration leadTime() {
        return committed == null || exclusion != null ? null : Duration.between(committed, deployment.time());
    }
}
