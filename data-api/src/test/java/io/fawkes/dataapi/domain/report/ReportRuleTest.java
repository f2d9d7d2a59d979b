package io.fawkes.dataapi.domain.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.domain.DataApiException.ImplausibleTime;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a report is kept, and what is refused. */
class ReportRuleTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SourceKey SHOP = new SourceKey(SourceKey.SERVICE, "shop");

    @ParameterizedTest
    @CsvSource({"SEV2,sev2", "' Critical ',critical", "p1,p1"})
    void aSeverityIsKeptInOneSpelling(String told, String kept) {
        Revision checked = ReportRule.INCIDENT.checked(incident().with(IncidentFields.SEVERITY, told), NOW);

        assertEquals(Optional.of(kept), checked.value(IncidentFields.SEVERITY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "0123456789012345678901234567890123456789012345678901234567890123"})
    void whatIsNoSeverityIsRefused(String told) {
        assertEquals(
                "incident.severity", refused(ReportRule.INCIDENT, incident().with(IncidentFields.SEVERITY, told)));
    }

    @Test
    void anIncidentIsTakenOnAndMitigatedAfterItBeganAndBeforeItEnded() {
        Revision known = incident()
                .with(IncidentFields.ACKNOWLEDGE_TIME, TEN.plusSeconds(60))
                .with(IncidentFields.MITIGATE_TIME, TEN.plusSeconds(600))
                .with(IncidentFields.RESOLVE_TIME, TEN.plusSeconds(600));

        assertEquals(known, ReportRule.INCIDENT.checked(known, NOW));
        assertEquals(
                "incident.acknowledge_time",
                refused(ReportRule.INCIDENT, known.with(IncidentFields.ACKNOWLEDGE_TIME, TEN.minusSeconds(1))));
        assertEquals(
                "incident.mitigate_time",
                refused(ReportRule.INCIDENT, known.with(IncidentFields.MITIGATE_TIME, TEN.minusSeconds(1))));
        assertEquals(
                "incident.resolve_time",
                refused(ReportRule.INCIDENT, known.with(IncidentFields.RESOLVE_TIME, TEN.plusSeconds(599))));
        assertThrows(
                ImplausibleTime.class,
                () -> ReportRule.INCIDENT.checked(
                        incident().with(IncidentFields.ACKNOWLEDGE_TIME, Instant.parse("2096-03-01T10:00:00Z")), NOW));
    }

    @Test
    void whatIsMendedIsNamedShortlyAndNotTooOften() {
        Revision change = change().with(ChangeFields.FIXES, List.of("f95f852", "incidents/0123456789abcdef"));

        assertEquals(change, ReportRule.CHANGE.checked(change, NOW));
        assertEquals("change.fixes", refused(ReportRule.CHANGE, change().with(ChangeFields.FIXES, many(21))));
        assertEquals("change.fixes", refused(ReportRule.CHANGE, change().with(ChangeFields.FIXES, List.of("a", " "))));
        assertEquals(
                "deployment.fixes",
                refused(ReportRule.DEPLOYMENT, deployment().with(DeploymentFields.FIXES, List.of("a".repeat(201)))));
        assertEquals(
                deployment().with(DeploymentFields.FIXES, many(20)),
                ReportRule.DEPLOYMENT.checked(deployment().with(DeploymentFields.FIXES, many(20)), NOW));
    }

    @Test
    void aCommitTouchesAHundredPathsAtMost() {
        Revision hundred = change().with(ChangeFields.PATHS, many(100));

        assertEquals(hundred, ReportRule.CHANGE.checked(hundred, NOW));
        assertEquals("change.commit.paths", refused(ReportRule.CHANGE, change().with(ChangeFields.PATHS, many(101))));
        assertEquals("change.commit.paths", refused(ReportRule.CHANGE, change().with(ChangeFields.PATHS, List.of(""))));
    }

    private static String refused(ReportRule rule, Revision revision) {
        return assertThrows(InvalidField.class, () -> rule.checked(revision, NOW))
                .field();
    }

    private static List<String> many(int count) {
        return Collections.nCopies(count, "f95f852");
    }

    private static Revision incident() {
        return revision(FactKind.INCIDENT).with(IncidentFields.SOURCE_KEY, SHOP).with(IncidentFields.START_TIME, TEN);
    }

    private static Revision change() {
        return revision(FactKind.CHANGE)
                .with(ChangeFields.SOURCE_KEY, SHOP)
                .with(ChangeFields.SHA, "f95f852bd8fca8fcc58a9a2d6c842781e32a215e");
    }

    private static Revision deployment() {
        return revision(FactKind.DEPLOYMENT)
                .with(DeploymentFields.SOURCE_KEY, SHOP)
                .with(DeploymentFields.ENVIRONMENT, "production")
                .with(DeploymentFields.VERSION, "f95f852")
                .with(DeploymentFields.STATUS_CHANGES.at("end"), new StatusChange(RolloutStatus.SUCCEEDED, TEN));
    }

    private static Revision revision(FactKind kind) {
        return Revision.of(new FactKey("api", "1"), kind, TEN.toEpochMilli(), TEN);
    }
}
