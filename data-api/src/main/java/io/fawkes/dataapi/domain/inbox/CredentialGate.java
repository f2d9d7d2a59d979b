package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.runtime.webhook.SharedSecrets;
import io.fawkes.runtime.webhook.SharedSecrets.Doubt;
import io.fawkes.runtime.webhook.ShownCredential;
import java.util.List;
import java.util.Optional;

/** Lets in the senders of a source that does not sign, by a secret they show. */
public final class CredentialGate {

    private final SharedSecrets secrets;

    /**
     * @param source short name of the source, for messages
     * @param secrets secrets that are valid now; with none every delivery is refused
     */
    public CredentialGate(String source, List<String> secrets) {
        this.secrets = new SharedSecrets(source, secrets);
    }

    /** Why a sender that showed {@code credential} is not believed; empty if it is. */
    public Optional<Understanding> refusal(ShownCredential credential) {
        return secrets.doubt(credential)
                .map(doubt -> Understanding.refused(reason(doubt), secrets.explained(doubt, credential)));
    }

    private static Reason reason(Doubt doubt) {
        return switch (doubt) {
            case NO_SECRET -> Reason.SECRET_MISSING;
            case UNKNOWN_CREDENTIAL -> Reason.CREDENTIAL_INVALID;
        };
    }
}
