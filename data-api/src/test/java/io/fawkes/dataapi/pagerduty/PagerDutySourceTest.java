package io.fawkes.dataapi.pagerduty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagerDutySourceTest {

    private final PagerDutySource pagerduty = new PagerDutySource(List.of(Requests.SECRET));

    @Test
    void anIncidentIsTheServicesFromItsCreationToItsResolution() {
        FactState fact = Told.fact(
                pagerduty,
                told("incident.resolved", "2026-03-03T12:30:00Z"),
                told("incident.triggered", "2026-03-03T12:00:01Z"));

        assertEquals("incidents/PGR0VU2", fact.key().sourceId());
        assertEquals(
                Optional.of(new SourceKey("pagerduty.com/service-id", "PF9KMXH")), fact.get(IncidentFields.SOURCE_KEY));
        assertEquals(Optional.of("Checkout is down"), fact.get(IncidentFields.TITLE));
        assertEquals(Optional.of(Instant.parse("2026-03-03T12:00:00Z")), fact.get(IncidentFields.START_TIME));
        assertEquals(Optional.of(Instant.parse("2026-03-03T12:30:00Z")), fact.get(IncidentFields.RESOLVE_TIME));
        assertEquals(Optional.of(false), fact.get(IncidentFields.WITHDRAWN));
        assertEquals(Optional.of("https://acme.pagerduty.com/incidents/PGR0VU2"), fact.get(IncidentFields.URI));
    }

    @Test
    void reopeningTakesTheResolutionBack() {
        FactState fact = Told.fact(
                pagerduty,
                told("incident.reopened", "2026-03-03T12:40:00Z"),
                told("incident.resolved", "2026-03-03T12:30:00Z"),
                told("incident.acknowledged", "2026-03-03T12:41:00Z"));

        assertEquals(Optional.empty(), fact.get(IncidentFields.RESOLVE_TIME));
    }

    @Test
    void whoFirstTookItOnTookItOnHoweverOftenThatLapsed() {
        FactState fact = Told.fact(
                pagerduty,
                told("incident.triggered", "2026-03-03T12:00:01Z"),
                told("incident.acknowledged", "2026-03-03T12:41:00Z"),
                told("incident.acknowledged", "2026-03-03T12:03:00Z"),
                told("incident.unacknowledged", "2026-03-03T12:33:00Z"));

        assertEquals(Optional.of(Instant.parse("2026-03-03T12:03:00Z")), fact.get(IncidentFields.ACKNOWLEDGE_TIME));
        assertEquals(Instant.parse("2026-03-03T12:41:00Z"), fact.occurredAt(), "what shows the incident goes before");
    }

    @Test
    void thePriorityIsHowBadItIsElseTheUrgency() {
        String urgent = PagerDutyBodies.event("incident.triggered", "2026-03-03T12:00:00Z", "null");
        String prior = urgent.replace(
                "\"priority\":null",
                "\"priority\":{\"id\":\"PSO75BM\",\"type\":\"priority_reference\",\"summary\":\"P1\"}");

        assertEquals(
                Optional.of("high"),
                Told.fact(pagerduty, PagerDutyBodies.signed(urgent)).get(IncidentFields.SEVERITY));
        assertEquals(
                Optional.of("p1"),
                Told.fact(pagerduty, PagerDutyBodies.signed(prior)).get(IncidentFields.SEVERITY));
    }

    @Test
    void anIncidentThatWasMergedIntoAnotherCountsNoMore() {
        String merged = PagerDutyBodies.event(
                "incident.resolved",
                "2026-03-03T12:30:00Z",
                "{\"type\":\"merge_resolve_reason\",\"incident\":{\"id\":\"PABC\"}}");

        assertEquals(
                Optional.of(true),
                Told.fact(pagerduty, PagerDutyBodies.signed(merged)).get(IncidentFields.WITHDRAWN));
    }

    @Test
    void anEventThatShowsNoIncidentIsLeftAside() {
        String note = PagerDutyBodies.event("incident.annotated", "2026-03-03T12:30:00Z", "null")
                .replace("\"type\":\"incident\"", "\"type\":\"incident_note\"");
        String ping = PagerDutyBodies.event("pagey.ping", "2026-03-03T12:30:00Z", "null");

        assertEquals(
                List.of(),
                Told.understood(pagerduty, PagerDutyBodies.signed(note)).revisions());
        assertEquals(
                List.of(),
                Told.understood(pagerduty, PagerDutyBodies.signed(ping)).revisions());
    }

    @Test
    void anEventThatNobodyReadsIsRefusedByName() {
        Rejection rejection = Told.refused(pagerduty, told("service.created", "2026-03-03T12:30:00Z"));

        assertEquals(Reason.EVENT_UNKNOWN, rejection.reason());
        assertTrue(rejection.detail().contains("service.created"), rejection.detail());
    }

    @Test
    void oneOfTheSignaturesThatPagerDutySendsDuringARotationIsEnough() {
        String body = PagerDutyBodies.event("incident.triggered", "2026-03-03T12:00:00Z", "null");

        Told.understood(pagerduty, PagerDutyBodies.signed(body, "its-new-one", Requests.SECRET));
        assertEquals(
                Reason.SIGNATURE_INVALID,
                Told.refused(pagerduty, PagerDutyBodies.signed(body, "its-new-one"))
                        .reason());
    }

    @Test
    void aRetryRepeatsItsId() {
        assertEquals("b1f7", pagerduty.deliveryId(told("incident.triggered", "2026-03-03T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "event, '\"event\":'",
        "event.event_type, '\"event_type\":'",
        "event.occurred_at, '\"occurred_at\":'",
        "event.data.created_at, '\"created_at\":'",
        "event.data.service, '\"service\":'",
    })
    void aMissingFieldIsRefusedByItsName(String field, String written) {
        String body = PagerDutyBodies.event("incident.triggered", "2026-03-03T12:00:00Z", "null")
                .replace(written, written.replaceFirst("\"[a-z_]+\"", "\"no\""));

        Rejection rejection = Told.refused(pagerduty, PagerDutyBodies.signed(body));
        assertEquals(Reason.BODY_MALFORMED, rejection.reason());
        assertTrue(rejection.detail().startsWith(field + ":"), rejection.detail());
    }

    private static WebhookRequest told(String type, String occurredAt) {
        return PagerDutyBodies.signed(PagerDutyBodies.event(type, occurredAt, "null"));
    }
}
