package io.fawkes.dataapi.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a GitHub webhook: {@code sha256=} and the hex HMAC-SHA256 of the raw body under the shared secret.
 * Several secrets may be valid at a time, so that one can be changed without losing a delivery.
 */
final class GithubSignature {

    private static final String SCHEME = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    GithubSignature(List<String> secrets) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    boolean isConfigured() {
        return !keys.isEmpty();
    }

    /** Whether {@code header} signs {@code body} under one of the secrets; takes the same time for every wrong one. */
    boolean matches(String header, byte[] body) {
        if (!header.startsWith(SCHEME)) {
            return false;
        }
        byte[] given = hex(header.substring(SCHEME.length()));
        boolean matched = false;
        for (SecretKeySpec key : keys) {
            matched |= MessageDigest.isEqual(hmac(key, body), given);
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

    private static byte[] hmac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
