package io.fawkes.dataapi.pagerduty;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.Signatures;
import io.fawkes.dataapi.sources.SourceStory;
import java.util.List;
import java.util.Map;

/** Bodies as PagerDuty documents them, signed under a test's secret. */
public final class PagerDutyBodies {

    private PagerDutyBodies() {}

    /** An incident that was resolved, opened again and resolved. */
    public static SourceStory story() {
        return new SourceStory(
                new PagerDutySource(List.of(Requests.SECRET)),
                new PagerDutySource(List.of()),
                List.of(
                        signed(event("incident.triggered", "2026-03-03T12:00:00Z", "null")),
                        signed(event("incident.acknowledged", "2026-03-03T12:03:00Z", "null")),
                        signed(event("incident.resolved", "2026-03-03T12:30:00Z", "null")),
                        signed(event("incident.reopened", "2026-03-03T12:40:00Z", "null")),
                        signed(event("incident.resolved", "2026-03-03T13:00:00Z", "null"))),
                1,
                signed(event("incident.triggered", "2026-03-03T12:00:00Z", "null"), "a-guess"));
    }

    static WebhookRequest signed(String body) {
        return signed(body, Requests.SECRET);
    }

    static WebhookRequest signed(String body, String... secrets) {
        String signatures = String.join(
                ",",
                List.of(secrets).stream()
                        .map(secret -> "v1=" + Signatures.hex(body, secret))
                        .toList());
        return Requests.with(
                "pagerduty",
                Map.of(
                        "x-pagerduty-signature",
                        signatures,
                        "x-webhook-id",
                        "b1f7",
                        "user-agent",
                        "PagerDuty-Webhook/V3.0"),
                body);
    }

    static String event(String type, String occurredAt, String resolveReason) {
        return """
                {"event":{"id":"5ac64822-4adc-4fda-ade0-410becf0de4f","event_type":"%s","resource_type":"incident",
                  "occurred_at":"%s","agent":{"html_url":"https://acme.pagerduty.com/users/PLH1HKV","id":"PLH1HKV",
                   "self":"https://api.pagerduty.com/users/PLH1HKV","summary":"Octocat","type":"user_reference"},
                  "client":{"name":"PagerDuty"},
                  "data":{"id":"PGR0VU2","type":"incident","self":"https://api.pagerduty.com/incidents/PGR0VU2",
                   "html_url":"https://acme.pagerduty.com/incidents/PGR0VU2","number":2,"status":"triggered",
                   "incident_key":"d3640fbd41094207a1c11e58e46b1662","created_at":"2026-03-03T12:00:00Z",
                   "title":"Checkout is down",
                   "service":{"html_url":"https://acme.pagerduty.com/services/PF9KMXH","id":"PF9KMXH",
                    "self":"https://api.pagerduty.com/services/PF9KMXH","summary":"Shop","type":"service_reference"},
                   "assignees":[],"escalation_policy":{"id":"PUS0KTE","type":"escalation_policy_reference"},"teams":[],
                   "priority":null,"urgency":"high","conference_bridge":null,"resolve_reason":%s}}}
                """.formatted(type, occurredAt, resolveReason);
    }
}
