package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.JsonBodies;
import io.fawkes.dataapi.tekton.TektonRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whoever sends CloudEvents: CDEvents 0.4 to 0.6 and Tekton's own, in binary mode (the envelope in headers), in structured
 * mode (in the body), or CDEvents bare. They are not signed; a shared secret is shown.
 */
public final class CdEventsSource implements WebhookSource {

    static final String NAME = "cdevents";

    private final Gate gate;

    /** @param secrets secrets that are valid now; with none every delivery is refused */
    public CdEventsSource(List<String> secrets) {
        this.gate = new CredentialGate(NAME, secrets);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The type, in binary mode. */
    @Override
    public String event(WebhookRequest request) {
        return request.header("ce-type").orElse("");
    }

    /** The event's id, in binary mode. */
    @Override
    public String deliveryId(WebhookRequest request) {
        return request.header("ce-id").orElse("");
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        return JsonBodies.read(request.body(), body -> told(CloudEvent.of(request, body)));
    }

    private static Understanding told(CloudEvent event) {
        if (TektonRun.isTold(event.type())) {
            return TektonRun.of(event.type(), event.data()).told();
        }
        return CdEvent.isTold(event.type())
                ? CdEvent.of(event.type(), event.data()).told()
                : Understanding.refused(
                        Reason.EVENT_UNKNOWN,
                        "type: " + event.type() + " (expected: dev.cdevents.… or dev.tekton.event.…)");
    }
}
