package io.fawkes.runtime.webhook;

import io.fawkes.runtime.config.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secrets by which a source that does not sign is believed. Several may be valid at a time, so that one can be
 * changed without losing a delivery. Only their hashes are held.
 */
public final class SharedSecrets {

    /** Why a sender is not believed. */
    public enum Doubt {
        /** No secret is configured, so nobody can be believed. */
        NO_SECRET,
        /** It showed nothing that is configured. */
        UNKNOWN_CREDENTIAL
    }

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

    /** What {@code settings} say of {@code source}: the secret and, while it is being changed, the one before. */
    public static List<String> configured(Settings settings, String source) {
        String name = variable(source);
        return Stream.of(name, name + "_PREVIOUS")
                .flatMap(variable -> settings.secret(variable).stream())
                .toList();
    }

    /** Why a sender that showed {@code credential} is not believed; empty if it is. */
    public Optional<Doubt> doubt(ShownCredential credential) {
        if (hashes.isEmpty()) {
            return Optional.of(Doubt.NO_SECRET);
        }
        return admits(credential) ? Optional.empty() : Optional.of(Doubt.UNKNOWN_CREDENTIAL);
    }

    /** For people: {@code doubt} about {@code credential} in one line that says what to do. */
    public String explained(Doubt doubt, ShownCredential credential) {
        return switch (doubt) {
            case NO_SECRET -> source + ": no secret (expected: " + variable(source) + " to be set)";
            case UNKNOWN_CREDENTIAL ->
                "credential: " + credential + ", none that is known here (expected: the value of " + variable(source)
                        + " as authorization: Bearer, or as last part of the path)";
        };
    }

    /** The variable that sets the secret of {@code source}. */
    public static String variable(String source) {
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
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
