package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.runtime.webhook.SharedSecrets;
import io.fawkes.runtime.webhook.SigningSecrets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lets in the senders of a source that signs the raw body. The header may hold several signatures, comma-separated, as
 * senders do while they change their secret; one that is valid is enough.
 */
public final class SignatureGate implements Gate {

    private final String source;
    private final SigningSecrets secrets;
    private final String header;
    private final String scheme;
    private final Optional<ReplayWindow> window;

    private SignatureGate(
            String source, List<String> secrets, String header, String scheme, Optional<ReplayWindow> window) {
        this.source = source;
        this.secrets = new SigningSecrets(secrets);
        this.header = header;
        this.scheme = scheme;
        this.window = window;
    }

    /**
     * For a source that signs the body alone.
     *
     * @param source short name of the source, for messages
     * @param secrets secrets that are valid now; with none every delivery is refused
     * @param header header of the signatures, in lower case
     * @param scheme what each signature begins with, for example {@code sha256=}; others are not read
     */
    public static SignatureGate ofBody(String source, List<String> secrets, String header, String scheme) {
        return new SignatureGate(source, secrets, header, scheme, Optional.empty());
    }

    /** For a source that signs its clock with the body, so that an old delivery cannot be sent again by a stranger. */
    public static SignatureGate ofTimedBody(
            String source, List<String> secrets, String header, String scheme, ReplayWindow window) {
        return new SignatureGate(source, secrets, header, scheme, Optional.of(window));
    }

    /** The header of its signatures. */
    public String header() {
        return header;
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        if (!secrets.isConfigured()) {
            return Optional.of(new Rejection(
                    Reason.SECRET_MISSING,
                    source + ": no secret (expected: " + SharedSecrets.variable(source) + " to be set)"));
        }
        return secrets.sign(signed(request), signatures(request))
                ? window.flatMap(open -> open.doubt(request, now))
                : Optional.of(new Rejection(
                        Reason.SIGNATURE_INVALID,
                        header + ": does not sign this body (expected: " + scheme + " and the HMAC under the secret)"));
    }

    private byte[] signed(WebhookRequest request) {
        return window.map(timed -> timed.signed(request)).orElseGet(request.body()::array);
    }

    private List<String> signatures(WebhookRequest request) {
        return Arrays.stream(request.header(header).orElse("").split(",", -1))
                .map(String::strip)
                .filter(signature -> signature.startsWith(scheme))
                .map(signature -> signature.substring(scheme.length()))
                .toList();
    }
}
