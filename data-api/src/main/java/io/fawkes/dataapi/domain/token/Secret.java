package io.fawkes.dataapi.domain.token;

import io.fawkes.dataapi.domain.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** What the bearer of a token shows: 256 random bits behind a prefix by which scanners of leaked secrets know it. */
public final class Secret {

    /** What every secret begins with. */
    public static final String PREFIX = "fwk_";

    private static final int RANDOM_BYTES = 32;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** One that nobody had before. */
    public static Secret random(SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** The secret itself, for the one answer that shows it. */
    public String shown() {
        return text;
    }

    /** What is kept of it. So many random bits need neither salt nor a slow hash. */
    public Bytes hash() {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
