package io.fawkes.dataapi.generic;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.ReplayWindow;
import io.fawkes.dataapi.domain.inbox.SignatureGate;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whoever writes the JSON of {@link ToldThing}. It signs {@code time + "." + body}, or shows the secret as it is: a request
 * that has a signature must have a good one.
 */
public final class GenericSource implements WebhookSource {

    static final String NAME = "generic";

    private static final String SIGNATURE = "x-fawkes-signature";
    private static final String TIMESTAMP = "x-fawkes-timestamp";
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Gate signed;
    private final Gate shown;

    /** @param secrets secrets that are valid now; with none every delivery is refused */
    public GenericSource(List<String> secrets) {
        this.signed =
                SignatureGate.ofTimedBody(NAME, secrets, SIGNATURE, "sha256=", new ReplayWindow(TIMESTAMP, WINDOW));
        this.shown = new CredentialGate(NAME, secrets);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String deliveryId(WebhookRequest request) {
        return request.header("idempotency-key").orElse("");
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        Gate gate = request.header(SIGNATURE).isPresent() ? signed : shown;
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        return JsonBodies.read(request.body(), body -> new ToldThing(body).told());
    }
}
