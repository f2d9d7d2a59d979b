package io.fawkes.dataapi.pagerduty;

import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.SignatureGate;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * PagerDuty as a sender of webhooks, version 3. It signs the raw body, under two secrets while one is changed. It signs no
 * time; a delivery sent again changes nothing.
 */
public final class PagerDutySource implements WebhookSource {

    static final String NAME = "pagerduty";

    private final Gate gate;

    /** @param secrets secrets that are valid now; with none every delivery is refused */
    public PagerDutySource(List<String> secrets) {
        this.gate = SignatureGate.ofBody(NAME, secrets, "x-pagerduty-signature", "v1=");
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The delivery's id, which a retry repeats. */
    @Override
    public String deliveryId(WebhookRequest request) {
        return request.header("x-webhook-id").orElse("");
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        return JsonBodies.read(request.body(), body -> new IncidentEvent(body.object("event")).told());
    }
}
