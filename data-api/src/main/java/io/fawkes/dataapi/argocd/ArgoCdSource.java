package io.fawkes.dataapi.argocd;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Argo CD as a sender of webhooks, by the notification template of ours. It signs nothing; a shared secret is shown. */
public final class ArgoCdSource implements WebhookSource {

    static final String NAME = "argocd";

    private final Gate gate;

    /** @param secrets secrets that are valid now; with none every delivery is refused */
    public ArgoCdSource(List<String> secrets) {
        this.gate = new CredentialGate(NAME, secrets);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        return JsonBodies.read(request.body(), body -> Operation.of(body).told());
    }
}
