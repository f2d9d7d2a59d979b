package io.fawkes.insights.domain.timeline;

/** Why something was left out of a metric. */
public enum ExclusionReason {
    /** The first deployment ever seen of the service. */
    BASELINE,
    /** The same version as the live one. */
    REDEPLOY,
    /** An earlier version came back. */
    ROLLBACK,
    /** The rollout failed; nobody was served by it. */
    ROLLOUT_FAILED,
    /** The rollout was cancelled. */
    CANCELLED,
    /** The rollout has not ended. */
    IN_PROGRESS,
    /** Younger than the causal window and not failed so far. */
    PENDING,
    /** The commits between the two versions are not known. */
    NO_RANGE,
    /** Dated impossibly: a commit after its deployment, anything before the year 2000 or in the future. */
    CLOCK_SKEW,
    /** Authored by a program. */
    BOT,
    /** A commit that only merges others. */
    MERGE_COMMIT,
    /** Not restored yet; its time is still running. */
    NOT_RESTORED,
    /** Evidence weaker than asked for. */
    WEAK_EVIDENCE,
    /** Its source did not tell both ends of the time. */
    UNTIMED,
    /** Production had the change before its target branch did. */
    UNMERGED,
    /** It began while outages were announced, and the policy leaves such incidents out. */
    MAINTENANCE,
    /** The same change was brought before under the commit that it was picked from, or under another that was picked from it. */
    PICKED,
    /** It touched nothing that is the service's own. */
    OTHER_PATHS
}
