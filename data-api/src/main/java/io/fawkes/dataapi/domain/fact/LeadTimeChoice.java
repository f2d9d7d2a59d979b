package io.fawkes.dataapi.domain.fact;

/** How long a team says that its changes take to production, the longest first. The choices of DORA's Quick Check. */
public enum LeadTimeChoice {
    MORE_THAN_SIX_MONTHS,
    ONE_TO_SIX_MONTHS,
    ONE_WEEK_TO_ONE_MONTH,
    ONE_DAY_TO_ONE_WEEK,
    LESS_THAN_ONE_DAY,
    LESS_THAN_ONE_HOUR
}
