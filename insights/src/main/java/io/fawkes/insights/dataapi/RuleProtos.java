package io.fawkes.insights.dataapi;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.dataapi.v1.Calendar;
import io.fawkes.dataapi.v1.CalendarDay;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.FailureEvidence;
import io.fawkes.dataapi.v1.Policy;
import io.fawkes.dataapi.v1.QuietKind;
import io.fawkes.dataapi.v1.QuietPeriod;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.TeamTerm;
import io.fawkes.dataapi.v1.Weekday;
import io.fawkes.insights.domain.fact.CalendarFact;
import io.fawkes.insights.domain.fact.Governance;
import io.fawkes.insights.domain.fact.PolicyFact;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies, calendars and what services say of them; data-api has checked every text. */
final class RuleProtos {
    private static final String END_OF_DAY = "24:00";

    private RuleProtos() {}

    static Governance governance(Service service) {
        return new Governance(
                service.getPolicy(),
                service.getCalendar(),
                service.hasCausalWindow() ? Times.duration(service.getCausalWindow()) : null,
                service.getTeamTermsList().stream().map(RuleProtos::term).toList(),
                List.copyOf(service.getPathGlobsList()));
    }

    static PolicyFact policy(Fact fact, Policy policy) {
        return new PolicyFact(
                fact.getName(),
                fact.getVersion(),
                policy.getSubject(),
                policy.hasCausalWindow() ? Times.duration(policy.getCausalWindow()) : null,
                policy.hasRolloutGap() ? Times.duration(policy.getRolloutGap()) : null,
                evidence(policy.getMinConfidence()),
                Set.copyOf(policy.getProductionEnvironmentsList()),
                List.copyOf(policy.getTrustedSourcesList()),
                policy.getLevelPolicy(),
                policy.hasIncludeBots() ? policy.getIncludeBots() : null,
                policy.getCalendar(),
                Times.zone(policy.getTimeZone()),
                policy.hasExcludeMaintenance() ? policy.getExcludeMaintenance() : null,
                List.copyOf(policy.getBotAuthorsList()),
                policy.getUninferredSeveritiesList().stream()
                        .map(severity -> severity.toLowerCase(Locale.ROOT))
                        .collect(toUnmodifiableSet()),
                policy.hasDeleteTime());
    }

    static CalendarFact calendar(Fact fact, Calendar calendar) {
        return new CalendarFact(
                fact.getName(),
                fact.getVersion(),
                Times.zone(calendar.getTimeZone()),
                calendar.getWorkdaysList().stream().flatMap(RuleProtos::weekday).collect(toUnmodifiableSet()),
                time(calendar.getWorkStart()),
                time(calendar.getWorkEnd()),
                calendar.getHolidayCountry(),
                calendar.getHolidayRegion(),
                days(calendar.getExtraHolidaysList()),
                days(calendar.getExtraWorkdaysList()),
                calendar.getQuietPeriodsList().stream()
                        .filter(quiet -> quiet.getKind() == QuietKind.QUIET_KIND_MAINTENANCE)
                        .map(RuleProtos::period)
                        .toList(),
                calendar.hasDeleteTime());
    }

    private static Governance.Term term(TeamTerm term) {
        return new Governance.Term(term.getTeam(), term.hasStartTime() ? Times.instant(term.getStartTime()) : null);
    }

    private static @Nullable String evidence(FailureEvidence evidence) {
        return switch (evidence) {
            case FAILURE_EVIDENCE_EXPLICIT -> "EXPLICIT";
            case FAILURE_EVIDENCE_ROLLBACK -> "ROLLBACK";
            case FAILURE_EVIDENCE_FIX -> "FIX";
            case FAILURE_EVIDENCE_INFERRED -> "INFERRED";
            case FAILURE_EVIDENCE_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }

    private static Stream<DayOfWeek> weekday(Weekday day) {
        return switch (day) {
            case WEEKDAY_MONDAY -> Stream.of(DayOfWeek.MONDAY);
            case WEEKDAY_TUESDAY -> Stream.of(DayOfWeek.TUESDAY);
            case WEEKDAY_WEDNESDAY -> Stream.of(DayOfWeek.WEDNESDAY);
            case WEEKDAY_THURSDAY -> Stream.of(DayOfWeek.THURSDAY);
            case WEEKDAY_FRIDAY -> Stream.of(DayOfWeek.FRIDAY);
            case WEEKDAY_SATURDAY -> Stream.of(DayOfWeek.SATURDAY);
            case WEEKDAY_SUNDAY -> Stream.of(DayOfWeek.SUNDAY);
            case WEEKDAY_UNSPECIFIED, UNRECOGNIZED -> Stream.of();
        };
    }

    private static @Nullable LocalTime time(String text) {
        return text.isEmpty() || text.equals(END_OF_DAY) ? null : LocalTime.parse(text);
    }

    private static Set<LocalDate> days(List<CalendarDay> days) {
        return days.stream().map(CalendarDay::getDate).map(LocalDate::parse).collect(toUnmodifiableSet());
    }

    private static CalendarFact.Period period(QuietPeriod quiet) {
        return new CalendarFact.Period(Times.instant(quiet.getStartTime()), Times.instant(quiet.getEndTime()));
    }
}
