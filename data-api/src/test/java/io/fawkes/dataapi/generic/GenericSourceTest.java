package io.fawkes.dataapi.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenericSourceTest {

    private static final Instant DONE = Instant.parse("2026-03-03T10:04:30Z");

    private final GenericSource generic = new GenericSource(List.of(Requests.SECRET));

    @Test
    void aDeploymentIsToldStepByStep() {
        FactState fact = Told.fact(
                generic,
                GenericBodies.shown(GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z")),
                GenericBodies.shown(GenericBodies.deployment("in_progress", "2026-03-03T10:00:00Z")));

        assertEquals("deployments/till-7", fact.key().sourceId());
        assertEquals(Optional.of(new SourceKey("fawkes.io/service", "shop")), fact.get(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of("production"), fact.get(DeploymentFields.ENVIRONMENT));
        assertEquals(Optional.of(GenericBodies.SHA), fact.get(DeploymentFields.VERSION));
        assertEquals(Optional.of(Instant.parse("2026-03-03T10:00:00Z")), fact.get(DeploymentFields.CREATE_TIME));
        assertEquals(Optional.of(new Rollout(RolloutStatus.SUCCEEDED, Optional.of(DONE))), fact.rollout());
    }

    @Test
    void anIncidentIsOpenUntilItIsResolvedAndMayBeWithdrawn() {
        var open = GenericBodies.shown(GenericBodies.incident("open", "2026-03-03T12:00:00Z"));
        var resolved = GenericBodies.shown(GenericBodies.incident("resolved", "2026-03-03T13:00:00Z"));
        var withdrawn = GenericBodies.shown(GenericBodies.incident("withdrawn", "2026-03-03T14:00:00Z"));
        FactState fact = Told.fact(generic, resolved, open);

        assertEquals(Optional.of(Instant.parse("2026-03-03T12:00:00Z")), fact.get(IncidentFields.START_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T13:00:00Z")), fact.get(IncidentFields.RESOLVE_TIME));
        assertEquals(Optional.of(GenericBodies.SHA), fact.get(IncidentFields.CAUSED_BY_VERSION));
        assertEquals(Optional.of(true), Told.fact(generic, withdrawn, open).get(IncidentFields.WITHDRAWN));
    }

    @ParameterizedTest
    @CsvSource({
        "queued,QUEUED",
        "running,RUNNING",
        "succeeded,SUCCEEDED",
        "unstable,UNSTABLE",
        "failed,FAILED",
        "cancelled,CANCELLED"
    })
    void aBuildHasEveryStatus(String status, BuildStatus expected) {
        FactState fact = Told.fact(generic, GenericBodies.shown(GenericBodies.build(status, "2026-03-03T09:20:00Z")));

        assertEquals(Optional.of(expected), fact.get(BuildFields.STATUS));
        assertEquals(Optional.of(7L), fact.get(BuildFields.NUMBER));
        assertEquals(Optional.of(new SourceKey(SourceKey.GITHUB, "octo/shop")), fact.get(BuildFields.SOURCE_KEY));
    }

    @Test
    void aChangeIsMergedAsAVersion() {
        FactState fact = Told.fact(
                generic,
                GenericBodies.shown(GenericBodies.change("merged", "2026-03-03T09:00:00Z")),
                GenericBodies.shown(GenericBodies.change("open", "2026-03-03T08:00:00Z")));

        assertEquals(Optional.of(GenericBodies.SHA), fact.get(ChangeFields.MERGE_SHA));
        assertEquals(Optional.of(Instant.parse("2026-03-03T08:00:00Z")), fact.get(ChangeFields.OPEN_TIME));
    }

    @Test
    void whoeverKnowsMoreSaysMore() {
        FactState deployment = Told.fact(
                generic,
                GenericBodies.shown(
                        more(
                                GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z"),
                                "\"configVersion\":\"c0ffee\",\"rolloutId\":\"r1\",\"fixes\":[\"abc1234\",\"\"],\"unplanned\":true")));
        FactState change = Told.fact(
                generic,
                GenericBodies.shown(more(
                        GenericBodies.change("open", "2026-03-03T08:00:00Z"),
                        "\"fixes\":[\"incidents/7\"],\"unplanned\":false")));
        FactState incident = Told.fact(
                generic,
                GenericBodies.shown(more(
                        GenericBodies.incident("resolved", "2026-03-03T13:00:00Z"),
                        "\"severity\":\"Sev1\",\"rootService\":\"till\",\"acknowledgeTime\":\"2026-03-03T12:03:00Z\","
                                + "\"mitigateTime\":\"2026-03-03T12:30:00Z\"")));

        assertEquals(Optional.of("c0ffee"), deployment.get(DeploymentFields.CONFIG_VERSION));
        assertEquals(Optional.of("r1"), deployment.get(DeploymentFields.ROLLOUT_ID));
        assertEquals(Optional.of(List.of("abc1234")), deployment.get(DeploymentFields.FIXES));
        assertEquals(Optional.of(true), deployment.get(DeploymentFields.UNPLANNED));
        assertEquals(Optional.of(List.of("incidents/7")), change.get(ChangeFields.FIXES));
        assertEquals(Optional.of(false), change.get(ChangeFields.UNPLANNED));
        assertEquals(
                Optional.of(new SourceKey(SourceKey.SERVICE, "till")), incident.get(IncidentFields.ROOT_SOURCE_KEY));
        assertEquals(Optional.of("sev1"), incident.get(IncidentFields.SEVERITY));
        assertEquals(Optional.of(Instant.parse("2026-03-03T12:03:00Z")), incident.get(IncidentFields.ACKNOWLEDGE_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T12:30:00Z")), incident.get(IncidentFields.MITIGATE_TIME));
    }

    private static String more(String body, String fields) {
        return body.replaceFirst("\\{", "{" + fields + ",");
    }

    @Test
    void anIdThatNoDatabaseCanKeepIsRefused() {
        String body =
                GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z").replace("till-7", "till\\u00007");

        assertEquals(
                Reason.BODY_MALFORMED,
                Told.refused(generic, GenericBodies.shown(body)).reason());
    }

    @Test
    void aTimeThatNoMillisecondsCanCountIsRefused() {
        String body = GenericBodies.deployment("succeeded", "+999999999-03-03T10:04:30Z");

        assertEquals(
                Reason.BODY_MALFORMED,
                Told.refused(generic, GenericBodies.shown(body)).reason());
    }

    @Test
    void aSignatureIsGoodForFiveMinutesOnly() {
        String body = GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z");
        long now = Told.NOW.getEpochSecond();

        Told.understood(generic, GenericBodies.signed(body, Requests.SECRET, now - 300));
        Rejection late = Told.refused(generic, GenericBodies.signed(body, Requests.SECRET, now - 301));
        assertEquals(Reason.SIGNATURE_INVALID, late.reason());
        assertTrue(late.detail().startsWith("x-fawkes-timestamp:"), late.detail());
    }

    @ParameterizedTest
    @CsvSource({"new", "old"})
    void duringARotationTheOldAndTheNewSecretSign(String secret) {
        var rotating = new GenericSource(List.of("new", "old"));

        Told.understood(
                rotating, GenericBodies.signed(GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z"), secret));
    }

    @ParameterizedTest
    @CsvSource({
        "kind, '\"kind\":'",
        "id, '\"id\":'",
        "time, '\"time\":'",
        "status, '\"status\":'",
        "status, '\"status\":\"succeeded\"'",
        "service, '\"service\":'",
        "environment, '\"environment\":'",
        "version, '\"version\":'",
    })
    void aMissingFieldIsRefusedByItsName(String field, String written) {
        String body = GenericBodies.deployment("succeeded", "2026-03-03T10:04:30Z")
                .replace(written, written.replaceFirst("\"[a-zA-Z]+\"", "\"no\""));

        Rejection rejection = Told.refused(generic, GenericBodies.shown(body));
        assertEquals(Reason.BODY_MALFORMED, rejection.reason());
        assertTrue(rejection.detail().startsWith(field + ":"), rejection.detail());
    }
}
