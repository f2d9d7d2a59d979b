package io.fawkes.runtime.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets by which a source signs what it sends: the hex HMAC-SHA256 of the raw bytes. Several may be valid at a
 * time, so that one can be changed without losing a delivery.
 */
public final class SigningSecrets {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    /** @param secrets secrets that are valid now; with none nothing is signed */
    public SigningSecrets(List<String> secrets) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** Whether there is any. */
    public boolean isConfigured() {
        return !keys.isEmpty();
    }

    /**
     * Whether one of {@code signatures}, in hex, signs {@code message} under one of the secrets. Takes the same time for
     * every wrong one: all are compared with all.
     */
    public boolean sign(byte[] message, List<String> signatures) {
        boolean matched = false;
        for (SecretKeySpec key : keys) {
            byte[] expected = hmac(key, message);
            for (String signature : signatures) {
                matched |= MessageDigest.isEqual(expected, hex(signature));
            }
        }
        return matched;
    }

    private static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException _) {
            return new byte[0]; // not hex: matches no signature
        }
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
