package io.fawkes.dataapi.domain.fact;

/** How often a team says that it deploys, the most seldom first. The choices of DORA's Quick Check. */
public enum DeploymentFrequencyChoice {
    FEWER_THAN_ONCE_PER_SIX_MONTHS,
    ONCE_PER_MONTH_TO_ONCE_PER_SIX_MONTHS,
    ONCE_PER_WEEK_TO_ONCE_PER_MONTH,
    ONCE_PER_DAY_TO_ONCE_PER_WEEK,
    ONCE_PER_HOUR_TO_ONCE_PER_DAY,
    ON_DEMAND
}
