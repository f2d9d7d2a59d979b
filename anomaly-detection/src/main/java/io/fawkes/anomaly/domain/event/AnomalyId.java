package io.fawkes.anomaly.domain.event;

import io.fawkes.anomaly.domain.sample.Labels;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/** Ids of anomalies: 80 bits of a hash of rule, series and onset in base 32. Derived, so a replay opens nothing twice. */
final class AnomalyId {
    private static final int BYTES = 10;
    private static final int DIGITS = 16;
    private static final int BASE32 = 32;

    private AnomalyId() {}

    static String of(String rule, Labels series, Instant onset) {
        String key = rule + "\0" + series + "\0" + onset.getEpochSecond();
        String digits = new BigInteger(1, sha256(key), 0, BYTES).toString(BASE32);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
