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
    TIME_TO_RESTORE
}
