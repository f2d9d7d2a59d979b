package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The edge cases of the definitions that are about deployment frequency, windows and zones, each by its name there. */
class FrequencyDefinitionsTest {
    @Test
    void noDeploymentsInWindow() {
        DoraAnswer answer = new Story().answer();

        assertEquals(0, answer.deploymentFrequency().n());
        assertNull(answer.deploymentFrequency().perDay());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.deploymentFrequency().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.changeLeadTime().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.changeFailRate().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.recoveryTime().nullReason());
        assertNull(answer.changeFailRate().rate());
        assertNull(answer.recoveryTime().time().p50());
    }

    @Test
    void aQuietWindowOfALivingServiceIsATrueZero() {
        DoraAnswer answer = new Story()
                .deployed("v1", "01 10:00")
                .between(at("10 00:00"), at("20 00:00"))
                .answer();

        assertEquals(0.0, answer.deploymentFrequency().perDay());
        assertNull(answer.deploymentFrequency().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, answer.changeFailRate().nullReason());
    }

    @Test
    void daylightSavingChange() {
        // Berlin's 29 March 2026 has 23 hours: from midnight on the 23rd to midnight on the 30th are 7 days of 167
        // hours.
        Story story = new Story()
                .in("Europe/Berlin")
                .deployed("v1", "20 10:00")
                .deployed("v2", "24 10:00")
                .commit("v3", "29 00:30", "v2")
                .commit("v2", "24 09:00", "v1")
                .deployed("v3", "29 01:30")
                .between(Instant.parse("2026-03-22T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z"));

        assertEquals(2 / 7.0, story.answer().deploymentFrequency().perDay());
        assertEquals(2.0, story.answer().deploymentFrequency().medianPerWeek());
        assertEquals(Duration.ofHours(1), story.answer().changeLeadTime().time().min());
    }

    @Test
    void deploymentLateOnSundayBelongsToThatIsoWeekInTheServicesZone() {
        // 23:30 on Sunday 8 March in New York is 03:30 UTC on Monday.
        Story story = new Story()
                .in("America/New_York")
                .deployed("v1", "02 15:00")
                .deployed("v2", "09 03:30")
                .deployed("v3", "12 03:30")
                .deployed("v4", "13 03:30")
                .between(Instant.parse("2026-03-02T05:00:00Z"), Instant.parse("2026-03-16T04:00:00Z"));

        assertEquals(1.5, story.answer().deploymentFrequency().medianPerWeek());
        assertEquals(3, story.answer().deploymentFrequency().deploymentDays());
        story.between(Instant.parse("2026-03-02T05:00:00Z"), Instant.parse("2026-03-09T04:00:00Z"));
        assertEquals(1, story.answer().deploymentFrequency().n());
    }

    @Test
    void otherEnvironmentsDoNotCount() {
        Story story = new Story()
                .deployed("v1", at("02 10:00"), "staging", DeploymentStatus.SUCCEEDED, "github")
                .deployed("v1", at("02 11:00"), "LIVE", DeploymentStatus.SUCCEEDED, "github");

        assertEquals(List.of("BASELINE"), story.kinds());
    }

    @Test
    void rowsAddUpToTheNumbers() {
        DoraReport report = new Story()
                .deployed("v1", "02 10:00")
                .commit("v2", "02 12:00", "v1")
                .deployed("v2", "03 10:00")
                .incident("bad", "03 11:00", "03 12:00")
                .deployed("v1", "03 11:30")
                .report();

        assertEquals(
                report.answer().deploymentFrequency().n(),
                report.rows(Metric.DEPLOYMENT_FREQUENCY).stream()
                        .filter(Row::counted)
                        .count());
        assertEquals(
                report.answer().changeLeadTime().time().p50(),
                report.rows(Metric.CHANGE_LEAD_TIME).getLast().value());
        assertEquals(
                EvidenceLevel.ROLLBACK,
                report.rows(Metric.CHANGE_FAIL_RATE)
                        .get(1)
                        .evidence()
                        .getFirst()
                        .level());
        assertEquals(hours(0.5), report.rows(Metric.RECOVERY_TIME).getFirst().value());
        assertTrue(report.rows(Metric.CHANGE_FAIL_RATE).get(1).hit());
    }
}
