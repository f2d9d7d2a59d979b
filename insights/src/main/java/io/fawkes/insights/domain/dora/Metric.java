package io.fawkes.insights.domain.dora;

/** A metric of the answer. */
public enum Metric {
    /** How often changes reach production. */
    DEPLOYMENT_FREQUENCY,
    /** How long a change takes from commit to production. */
    CHANGE_LEAD_TIME,
    /** Which share of deployments failed in production. */
    CHANGE_FAIL_RATE,
    /** How long a failed deployment took to be recovered from. */
    RECOVERY_TIME,
    /** Which share of deployments nobody had planned. */
    REWORK_RATE,
    /** Which share of rollouts ended without serving anybody. */
    ROLLOUT_FAILURE_RATE,
    /** How long incidents lasted, whatever caused them. */
    TIME_TO_RESTORE,
    /** Which share of builds ended well. */
    BUILD_SUCCESS_RATE,
    /** How long builds ran. */
    BUILD_DURATION,
    /** How long builds waited for a place to run. */
    BUILD_QUEUE_TIME,
    /** How long successful rollouts took, whatever they brought. */
    DEPLOYMENT_DURATION,
    /** The same of those that Argo CD told of. */
    SYNC_DURATION,
    /** How long a pull request takes from its first commit to production. */
    PULL_REQUEST_LEAD_TIME,
    /** How old the oldest change of a deployment is. */
    DEPLOYMENT_LEAD_TIME,
    /** How long a pull request takes from its merge to production; GitLab's lead time. */
    MERGE_TO_DEPLOY,
    /** How long incidents waited until somebody took them on. */
    TIME_TO_ACKNOWLEDGE
}
