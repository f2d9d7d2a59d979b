package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.CalendarFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.PolicyFields;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SurveyFields;
import java.util.List;

/** Which fields the kinds of the catalog have. */
final class EntryFields {

    /** What callers set of a service. */
    static final List<Field<?>> SERVICE = List.of(
            ServiceFields.DISPLAY_NAME,
            ServiceFields.TEAM,
            ServiceFields.TIER,
            ServiceFields.SOURCE_KEYS,
            ServiceFields.TIME_ZONE,
            ServiceFields.PRODUCTION_ENVIRONMENTS,
            ServiceFields.DEPENDENCIES,
            ServiceFields.CALENDAR,
            ServiceFields.POLICY,
            ServiceFields.CAUSAL_WINDOW,
            ServiceFields.TEAM_START_TIME,
            ServiceFields.LIFECYCLE,
            ServiceFields.PATH_GLOBS,
            ServiceFields.SYSTEM);

    /** What is kept of a service besides. */
    static final List<Field<?>> SERVICE_KEPT =
            List.of(ServiceFields.TEAM_TERMS, ServiceFields.CATALOG_SOURCE, ServiceFields.CATALOG_ENTITY);

    /** What callers set of a calendar. */
    static final List<Field<?>> CALENDAR = List.of(
            CalendarFields.DISPLAY_NAME,
            CalendarFields.TIME_ZONE,
            CalendarFields.WORKDAYS,
            CalendarFields.WORK_START,
            CalendarFields.WORK_END,
            CalendarFields.HOLIDAY_COUNTRY,
            CalendarFields.HOLIDAY_REGION,
            CalendarFields.EXTRA_HOLIDAYS,
            CalendarFields.EXTRA_WORKDAYS,
            CalendarFields.QUIET_PERIODS);

    /** What callers set of a policy. */
    static final List<Field<?>> POLICY = List.of(
            PolicyFields.DISPLAY_NAME,
            PolicyFields.SUBJECT,
            PolicyFields.CAUSAL_WINDOW,
            PolicyFields.ROLLOUT_GAP,
            PolicyFields.MIN_CONFIDENCE,
            PolicyFields.PRODUCTION_ENVIRONMENTS,
            PolicyFields.TRUSTED_SOURCES,
            PolicyFields.LEVEL_POLICY,
            PolicyFields.INCLUDE_BOTS,
            PolicyFields.BOT_AUTHORS,
            PolicyFields.UNINFERRED_SEVERITIES,
            PolicyFields.CALENDAR,
            PolicyFields.TIME_ZONE,
            PolicyFields.EXCLUDE_MAINTENANCE);

    /** What callers set of a team's survey answer. */
    static final List<Field<?>> SURVEY_ANSWER = List.of(
            SurveyFields.TEAM,
            SurveyFields.ANSWER_TIME,
            SurveyFields.LEAD_TIME,
            SurveyFields.DEPLOYMENT_FREQUENCY,
            SurveyFields.RECOVERY_TIME,
            SurveyFields.CHANGE_FAIL_PERCENT,
            SurveyFields.REWORK_PERCENT,
            SurveyFields.NOTE);

    private EntryFields() {}
}
