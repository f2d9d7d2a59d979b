package io.fawkes.dataapi.sources;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as senders make them. */
public final class Signatures {

    private Signatures() {}

    /** The hex HMAC-SHA256 of {@code text} under {@code secret}. */
    public static String hex(String text, String secret) {
        return hex(text.getBytes(StandardCharsets.UTF_8), secret);
    }

    /** The hex HMAC-SHA256 of {@code message} under {@code secret}. */
    public static String hex(byte[] message, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
