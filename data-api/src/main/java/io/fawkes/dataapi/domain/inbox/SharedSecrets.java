package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.fact.Hashes;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The secrets by which a source that does not sign is believed. Several may be valid at a time, so that one can be
 * changed without losing a delivery. Only their hashes are held.
 */
public final class SharedSecrets {

    private final String source;
    private final List<byte[]> hashes;

    /**
     * @param source short name of the source, for messages
     * @param secrets secrets that are valid now; with none every delivery is refused
     */
    public SharedSecrets(String source, List<String> secrets) {
        this.source = source;
        this.hashes = secrets.stream().map(SharedSecrets::hash).toList();
    }

    /** Why a sender that showed {@code credential} is not believed; empty if it is. */
    public Optional<Understanding> refusal(ShownCredential credential) {
        if (hashes.isEmpty()) {
            return Optional.of(Understanding.refused(
                    Reason.SECRET_MISSING, source + ": no secret (expected: " + variable() + " to be set)"));
        }
        return admits(credential)
                ? Optional.empty()
                : Optional.of(Understanding.refused(
                        Reason.CREDENTIAL_INVALID,
                        "credential: " + credential + ", none that is known here (expected: the value of " + variable()
                                + " as authorization: Bearer, or as last part of the path)"));
    }

    private String variable() {
        return "FAWKES_WEBHOOK_SECRET_" + source.toUpperCase(Locale.ROOT);
    }

    /** Takes the same time for every wrong credential: hashes of one length are compared, and always all of them. */
    private boolean admits(ShownCredential credential) {
        boolean admitted = false;
        for (String shown : credential.secrets()) {
            byte[] hash = hash(shown);
            for (byte[] known : hashes) {
                admitted |= MessageDigest.isEqual(known, hash);
            }
        }
        return admitted;
    }

    private static byte[] hash(String secret) {
        return Hashes.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }
}
