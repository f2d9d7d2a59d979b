package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fawkes.insights.domain.fact.CalendarFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Governance;
import io.fawkes.insights.domain.fact.PolicyFact;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By which policy and calendar a service is measured, field by field. */
class PolicyDefinitionsTest {

    @Test
    void theNearestPolicyThatSaysSomethingCountsFieldByField() {
        Story story = failing()
                .tell(policy("all", "organization", Duration.ofHours(1), "EXPLICIT", "dora-2019"))
                .tell(policy("team", "teams/shop", null, "ROLLBACK", ""))
                .tell(policy("other", "teams/other", Duration.ofDays(9), "FIX", "dora-2021"));
        DoraAnswer answer = story.answer();

        assertEquals(Duration.ofHours(1), answer.causalWindow());
        assertEquals(EvidenceLevel.ROLLBACK, answer.weakest());
        assertEquals(LevelPolicy.DORA_2019, answer.grades().policy());
        assertEquals(0, answer.changeFailRate().failed());
    }

    @Test
    void whatTheServiceSaysItselfComesFirstAndWhatTheAskerSaysBeforeAll() {
        Story story = failing()
                .governed(new Governance("policies/named", "", Duration.ofHours(12), List.of()))
                .tell(policy("own", "services/shop", Duration.ofHours(1), "EXPLICIT", ""))
                .tell(policy("named", "", Duration.ofHours(2), "ROLLBACK", ""));

        assertEquals(Duration.ofHours(12), story.answer().causalWindow());
        assertEquals(EvidenceLevel.ROLLBACK, story.answer().weakest());
        assertEquals(0, story.answer().changeFailRate().failed());
        assertEquals(
                1,
                story.trusting(EvidenceLevel.INFERRED).answer().changeFailRate().failed());
    }

    @Test
    void aDeletedPolicyIsForNobodyWhateverTheOrderOfItsVersions() {
        PolicyFact kept = policy("all", "organization", Duration.ofHours(1), "EXPLICIT", "");
        Story story = failing().tell(deleted(kept)).tell(kept);

        assertEquals(Duration.ofHours(24), story.answer().causalWindow());
        assertEquals(1, story.answer().changeFailRate().failed());
    }

    @Test
    void theZoneIsThatOfTheServiceElseOfItsPoliciesElseUtc() {
        Story story = new Story().deployed("v1", "02 10:00").withoutZone();

        assertEquals(ZoneId.of("UTC"), story.answer().zone());
        story.tell(policy("all", "organization", null, null, ""));
        assertEquals(ZoneId.of("Asia/Tokyo"), story.answer().zone());
        assertEquals(
                ZoneId.of("Europe/Berlin"), story.in("Europe/Berlin").answer().zone());
    }

    @Test
    void thePolicySaysWhichSourceIsTrustedMost() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", at("03 10:02"), "production", DeploymentStatus.SUCCEEDED, "argocd")
                .deployed("v2", at("03 10:00"), "production", DeploymentStatus.SUCCEEDED, "jenkins");

        assertEquals(at("03 10:02"), story.timeline().deployments().getLast().time());
        story.tell(policy("all", "organization", null, null, ""));
        assertEquals(at("03 10:00"), story.timeline().deployments().getLast().time());
    }

    @Test
    void incidentsOfAnnouncedOutagesAreLeftOutWithATrace() {
        Story story = failing();
        assertEquals(1, story.answer().changeFailRate().failed());

        story.governed(new Governance("", "calendars/one", null, List.of()))
                .tell(calendar())
                .tell(policy("all", "organization", null, null, ""));
        assertEquals(0, story.answer().changeFailRate().failed());
        assertEquals(
                Map.of(ExclusionReason.MAINTENANCE, 1),
                story.answer().measures().timeToRestore().exclusions());
    }

    @Test
    void workdaysAreASecondSeriesBesideTheWallClock() {
        // Friday the 6th 16:00 to Monday the 9th 10:00; nine to five, the 9th is a holiday of the team.
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "06 16:00", "v1")
                .deployed("v2", "10 10:00")
                .governed(new Governance("", "calendars/one", null, List.of()))
                .tell(calendar());

        assertNull(story.answer().workdays());
        WorkdaySeries series = story.on(Terms.USUAL.worked()).answer().workdays();
        assertNotNull(series);
        assertEquals(0, series.withoutCalendar());
        assertEquals(hours(2), series.timings().getFirst().time().p50());
        assertEquals(hours(90), story.answer().changeLeadTime().time().p50());
        assertEquals(NullReason.NO_FAILED_DEPLOYMENTS, series.timings().get(1).nullReason());
        assertEquals(1.0 / 20, series.perWorkday()); // 2 to 30 March without weekends and the 9th
    }

    @Test
    void withoutACalendarMondayToFridayCountsAndItIsSaid() {
        WorkdaySeries series = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "06 16:00", "v1")
                .deployed("v2", "09 10:00")
                .on(Terms.USUAL.worked())
                .answer()
                .workdays();

        assertNotNull(series);
        assertEquals(1, series.withoutCalendar());
        assertEquals(hours(18), series.timings().getFirst().time().p50());
    }

    /** A change under which an incident began after two hours, in a maintenance window of the calendar. */
    private static Story failing() {
        return new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .incident("bad", "03 12:00", "03 13:00");
    }

    private static PolicyFact policy(
            String name, String subject, @Nullable Duration window, @Nullable String confidence, String levels) {
        return new PolicyFact(
                "policies/" + name,
                1,
                subject,
                window,
                null,
                confidence,
                Set.of(),
                List.of("jenkins"),
                levels,
                null,
                "",
                ZoneId.of("Asia/Tokyo"),
                true,
                false);
    }

    private static PolicyFact deleted(PolicyFact policy) {
        return new PolicyFact(
                policy.name(),
                policy.version() + 1,
                policy.subject(),
                policy.causalWindow(),
                policy.rolloutGap(),
                policy.minConfidence(),
                policy.environments(),
                policy.sources(),
                policy.levels(),
                policy.bots(),
                policy.calendar(),
                policy.zone(),
                policy.excludeMaintenance(),
                true);
    }

    private static CalendarFact calendar() {
        return new CalendarFact(
                "calendars/one",
                1,
                null,
                Set.of(),
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                "",
                "",
                Set.of(LocalDate.of(2026, 3, 9)),
                Set.of(),
                List.of(new CalendarFact.Period(at("03 11:00"), at("03 13:00"))),
                false);
    }
}
