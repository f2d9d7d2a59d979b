package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pipelines that post to Apache DevLake's webhook plugin. They show an API key as bearer; each {@link Endpoint} has a shape
 * of its own.
 */
public final class DevLakeSource implements WebhookSource {

    static final String NAME = "devlake";

    private final Gate gate;

    /** @param secrets API keys that are valid now; with none every delivery is refused */
    public DevLakeSource(List<String> secrets) {
        this.gate = new CredentialGate(NAME, secrets);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** What is posted: the path says it. */
    @Override
    public String event(WebhookRequest request) {
        return request.endpoint();
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        return Endpoint.of(request.endpoint()).read(request.body(), receivedAt);
    }
}
