package io.fawkes.dataapi.argocd;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.JsonBodies;
import java.util.List;

/** Argo CD as a sender of webhooks, by the notification template of ours. It signs nothing; a shared secret is shown. */
public final class ArgoCdSource implements WebhookSource {

    static final String NAME = "argocd";

    private final CredentialGate secrets;

    /** @param secrets secrets that are valid now; with none every delivery is refused */
    public ArgoCdSource(List<String> secrets) {
        this.secrets = new CredentialGate(NAME, secrets);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Empty: only the body says, and it is not read before it is believed. */
    @Override
    public String event(WebhookRequest request) {
        return "";
    }

    /** Empty: Argo CD numbers no delivery; a repeated one changes nothing. */
    @Override
    public String deliveryId(WebhookRequest request) {
        return "";
    }

    @Override
    public Understanding understand(WebhookRequest request) {
        return secrets.refusal(request.credential())
                .orElseGet(() -> JsonBodies.read(
                        request.body(), body -> Operation.of(body).told()));
    }
}
