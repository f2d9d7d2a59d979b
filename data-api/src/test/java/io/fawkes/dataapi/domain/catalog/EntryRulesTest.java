package io.fawkes.dataapi.domain.catalog;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.CalendarDay;
import io.fawkes.dataapi.domain.fact.CalendarFields;
import io.fawkes.dataapi.domain.fact.DependencyKind;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.LeadTimeChoice;
import io.fawkes.dataapi.domain.fact.PolicyFields;
import io.fawkes.dataapi.domain.fact.QuietPeriod;
import io.fawkes.dataapi.domain.fact.ServiceDependency;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.SurveyFields;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What makes sense in the catalog, and what is refused by which name. */
class EntryRulesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Entry service = Entry.of(EntryKind.SERVICE, "payments", NOON);
    private final Entry calendar = Entry.of(EntryKind.CALENDAR, "de", NOON);
    private final Entry policy = Entry.of(EntryKind.POLICY, "strict", NOON);
    private final Entry survey = Entry.of(EntryKind.SURVEY_ANSWER, "cash-spring", NOON)
            .with(SurveyFields.TEAM, "teams/cash")
            .with(SurveyFields.ANSWER_TIME, NOON)
            .with(SurveyFields.LEAD_TIME, LeadTimeChoice.LESS_THAN_ONE_DAY);

    @Test
    void aServiceClaimsItsOwnId() {
        assertEquals(
                List.of(new SourceKey(SourceKey.SERVICE, "payments")),
                demanded(service).list(ServiceFields.SOURCE_KEYS, SourceKey.class));
    }

    @Test
    void aServiceIsRefusedByTheFieldThatMakesNoSense() {
        refused("service_id", Entry.of(EntryKind.SERVICE, "Payments", NOON));
        refused("service.team", service.with(ServiceFields.TEAM, "cash"));
        refused("service.time_zone", service.with(ServiceFields.TIME_ZONE, "Europe/Atlantis"));
        refused("service.calendar", service.with(ServiceFields.CALENDAR, "de"));
        refused("service.policy", service.with(ServiceFields.POLICY, "policies/"));
        refused("service.causal_window", service.with(ServiceFields.CAUSAL_WINDOW, Duration.ZERO));
        refused("service.path_globs", service.with(ServiceFields.PATH_GLOBS, List.of("/etc/**")));
        refused("service.path_globs", service.with(ServiceFields.PATH_GLOBS, List.of("a/../b")));
        refused("service.production_environments", service.with(ServiceFields.PRODUCTION_ENVIRONMENTS, List.of(" ")));
        refused("service.dependencies", needing("services/payments"));
        refused("service.dependencies", needing("ledger"));
        refused("service.dependencies", needing("services/ledger", "services/ledger"));
        refused("service.source_keys", claiming("octo/Pay", "Octo/pay"));
    }

    @Test
    void servicesMayNeedEachOther() {
        assertDoesNotThrow(() -> demanded(needing("services/ledger")));
    }

    private Entry needing(String... services) {
        return service.with(
                ServiceFields.DEPENDENCIES,
                List.of(services).stream()
                        .map(name -> new ServiceDependency(name, DependencyKind.HARD))
                        .toList());
    }

    private Entry claiming(String... slugs) {
        return service.with(
                ServiceFields.SOURCE_KEYS,
                List.of(slugs).stream()
                        .map(slug -> new SourceKey(SourceKey.GITHUB, slug))
                        .toList());
    }

    @Test
    void aCalendarIsRefusedByTheFieldThatMakesNoSense() {
        refused("calendar.time_zone", calendar.with(CalendarFields.TIME_ZONE, "CET/Nowhere"));
        refused("calendar.holiday_country", calendar.with(CalendarFields.HOLIDAY_COUNTRY, "xx"));
        refused("calendar.holiday_country", calendar.with(CalendarFields.HOLIDAY_COUNTRY, "DE"));
        refused("calendar.holiday_region", calendar.with(CalendarFields.HOLIDAY_REGION, "by"));
        refused("calendar.work_end", calendar.with(CalendarFields.WORK_START, "09:00"));
        refused("calendar.work_end", hours("17:00", "09:00"));
        refused("calendar.work_start", hours("9", "17:00"));
        refused(
                "calendar.workdays",
                calendar.with(CalendarFields.WORKDAYS, List.of(DayOfWeek.MONDAY, DayOfWeek.MONDAY)));
        refused("calendar.extra_holidays", calendar.with(CalendarFields.EXTRA_HOLIDAYS, List.of(day("a"), day("b"))));
        refused("calendar.quiet_periods", calendar.with(CalendarFields.QUIET_PERIODS, List.of(quiet(NOON, NOON))));
    }

    @Test
    void aCalendarMayWorkTillMidnightAndTellsItsQuietPeriodsInOrder() {
        QuietPeriod late = quiet(NOON.plusSeconds(60), NOON.plusSeconds(90));
        QuietPeriod early = quiet(NOON, NOON.plusSeconds(90));
        Entry asked = hours("20:00", "24:00")
                .with(CalendarFields.HOLIDAY_COUNTRY, "de")
                .with(CalendarFields.HOLIDAY_REGION, "by-au")
                .with(CalendarFields.QUIET_PERIODS, List.of(late, early));

        assertEquals(List.of(early, late), demanded(asked).list(CalendarFields.QUIET_PERIODS, QuietPeriod.class));
    }

    private Entry hours(String start, String end) {
        return calendar.with(CalendarFields.WORK_START, start).with(CalendarFields.WORK_END, end);
    }

    private static CalendarDay day(String title) {
        return new CalendarDay(LocalDate.parse("2026-12-24"), title);
    }

    private static QuietPeriod quiet(Instant start, Instant end) {
        return new QuietPeriod(start, end, QuietPeriod.Kind.FREEZE, "");
    }

    @Test
    void aPolicyIsRefusedByTheFieldThatMakesNoSense() {
        refused("policy.subject", policy.with(PolicyFields.SUBJECT, "everybody"));
        refused("policy.causal_window", policy.with(PolicyFields.CAUSAL_WINDOW, Duration.ofHours(-1)));
        refused("policy.rollout_gap", policy.with(PolicyFields.ROLLOUT_GAP, Duration.ofHours(-1)));
        refused("policy.trusted_sources", policy.with(PolicyFields.TRUSTED_SOURCES, List.of("Argo CD")));
        refused("policy.trusted_sources", policy.with(PolicyFields.TRUSTED_SOURCES, List.of("argocd", "argocd")));
        refused("policy.level_policy", policy.with(PolicyFields.LEVEL_POLICY, "DORA 2024"));
        refused("policy.time_zone", policy.with(PolicyFields.TIME_ZONE, "Mars"));
        refused("policy.calendar", policy.with(PolicyFields.CALENDAR, "calendars/De"));
        for (String subject : List.of("organization", "teams/cash", "services/payments")) {
            assertDoesNotThrow(() -> demanded(policy.with(PolicyFields.SUBJECT, subject)));
        }
    }

    @Test
    void aSurveyAnswerIsRefusedByTheFieldThatMakesNoSense() {
        refused("survey_answer.team", survey.with(SurveyFields.TEAM, ""));
        refused("survey_answer.team", survey.with(SurveyFields.TEAM, "cash"));
        refused("survey_answer.answer_time", survey.withOrWithout(SurveyFields.ANSWER_TIME, Optional.empty()));
        refused("survey_answer", survey.withOrWithout(SurveyFields.LEAD_TIME, Optional.empty()));
        refused("survey_answer.change_fail_percent", survey.with(SurveyFields.CHANGE_FAIL_PERCENT, 100.1));
        refused("survey_answer.rework_percent", survey.with(SurveyFields.REWORK_PERCENT, -0.1));
        refused("survey_answer.rework_percent", survey.with(SurveyFields.REWORK_PERCENT, Double.NaN));
        refused("survey_answer.note", survey.with(SurveyFields.NOTE, "x".repeat(1_001)));
        assertDoesNotThrow(() -> demanded(survey.with(SurveyFields.REWORK_PERCENT, 0.0)
                .with(SurveyFields.CHANGE_FAIL_PERCENT, 100.0)
                .with(SurveyFields.NOTE, "x".repeat(1_000))));
    }

    @Test
    void aSurveyIsAnsweredSince2000AndNotInTheFuture() {
        assertDoesNotThrow(() -> EditCatalog.begun(survey));
        untimely(survey.with(SurveyFields.ANSWER_TIME, NOON.plusNanos(1)));
        untimely(survey.with(SurveyFields.ANSWER_TIME, Instant.parse("1999-12-31T23:59:59Z")));
        Entry later = survey.with(SurveyFields.ANSWER_TIME, NOON.plusSeconds(1));
        assertEquals(later, EditCatalog.changed(survey, later, NOON.plusSeconds(1)));
    }

    private static void untimely(Entry answer) {
        assertEquals(
                "survey_answer.answer_time",
                assertThrows(InvalidField.class, () -> EditCatalog.begun(answer))
                        .field());
    }

    @Test
    void emptyTextsAndListsSayNothing() {
        Entry emptied = service.with(ServiceFields.TIER, "tier-1")
                .with(ServiceFields.TIER, "")
                .with(ServiceFields.PATH_GLOBS, List.of());

        assertEquals(service, emptied);
    }

    @Test
    void everyKindHasEachFieldOnce() {
        for (EntryKind kind : EntryKind.values()) {
            List<String> paths = kind.fields().stream().map(Field::path).toList();
            assertEquals(paths.stream().distinct().toList(), paths);
        }
    }

    private static Entry demanded(Entry entry) {
        return entry.kind().demanded(entry);
    }

    private static void refused(String field, Entry entry) {
        assertEquals(
                field, assertThrows(InvalidField.class, () -> demanded(entry)).field());
    }
}
