package io.fawkes.dataapi.domain.fact;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * What makes two revisions revisions of one fact: who tells it, and what that source calls it.
 *
 * @param source for example {@code github}
 * @param sourceId unique within the source, for example {@code deployments/145988746}
 */
public record FactKey(String source, String sourceId) implements Comparable<FactKey> {

    private static final Comparator<FactKey> ORDER =
            Comparator.comparing(FactKey::source).thenComparing(FactKey::sourceId);

    private static final int ID_BYTES = 10;
    private static final int ID_DIGITS = 16;
    private static final int BASE32 = 32;

    /**
     * The last part of the fact's resource name: 80 bits of a hash of the key in base 32. Derived and never assigned,
     * so the order of arrival cannot change it.
     */
    public String id() {
        byte[] hash = Hashes.sha256((source + "\0" + sourceId).getBytes(StandardCharsets.UTF_8));
        String digits = new BigInteger(1, hash, 0, ID_BYTES).toString(BASE32);
        return "0".repeat(ID_DIGITS - digits.length()) + digits;
    }

    @Override
    public int compareTo(FactKey other) {
        return ORDER.compare(this, other);
    }
}
