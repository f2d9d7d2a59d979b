package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.runtime.webhook.SharedSecrets;
import io.fawkes.runtime.webhook.SharedSecrets.Doubt;
import io.fawkes.runtime.webhook.ShownCredential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets in the senders of a source that does not sign, by a secret they show: as bearer, in the path or in a header. */
public final class CredentialGate implements Gate {

    private final SharedSecrets secrets;
    private final String header;

    /**
     * @param source short name of the source, for messages
     * @param secrets secrets that are valid now; with none every delivery is refused
     */
    public CredentialGate(String source, List<String> secrets) {
        this(source, secrets, "");
    }

    /** Also takes the secret in {@code header}, of which the source has made a habit; empty means in none. */
    public CredentialGate(String source, List<String> secrets, String header) {
        this.secrets = new SharedSecrets(source, secrets);
        this.header = header;
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        ShownCredential shown = request.credential().and(request.header(header));
        return secrets.doubt(shown).map(doubt -> new Rejection(reason(doubt), explained(doubt, shown)));
    }

    private String explained(Doubt doubt, ShownCredential shown) {
        String explained = secrets.explained(doubt, shown);
        return doubt == Doubt.NO_SECRET || header.isEmpty() ? explained : explained + ", or as " + header;
    }

    private static Reason reason(Doubt doubt) {
        return switch (doubt) {
            case NO_SECRET -> Reason.SECRET_MISSING;
            case UNKNOWN_CREDENTIAL -> Reason.CREDENTIAL_INVALID;
        };
    }
}
