package io.fawkes.alerting.domain.alert;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Identity of a label set: FNV-1a, 64 bits, over {@code name 0xFF value 0xFF} of the labels sorted by name, as Prometheus
 * makes it. Example: the label {@code alertname="A"} alone has d2c6efc389df0927.
 *
 * @param value the 64 bits
 */
public record Fingerprint(long value) {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xff;
    private static final int DIGITS = 16;

    /** The identity of {@code labels}. */
    public static Fingerprint of(Labels labels) {
        long hash = OFFSET;
        for (var label : labels.values().entrySet()) {
            hash = with(with(hash, label.getKey()), label.getValue());
        }
        return new Fingerprint(hash);
    }

    private static long with(long hash, String text) {
        long mixed = hash;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            mixed = (mixed ^ Byte.toUnsignedInt(one)) * PRIME;
        }
        return (mixed ^ SEPARATOR) * PRIME;
    }

    /** The one that {@code hex} writes; empty unless it is 16 hex digits. */
    public static Optional<Fingerprint> parse(String hex) {
        boolean wellFormed = hex.length() == DIGITS && hex.chars().allMatch(HexFormat::isHexDigit);
        return wellFormed ? Optional.of(new Fingerprint(HexFormat.fromHexDigitsToLong(hex))) : Optional.empty();
    }

    /** 16 hex digits. */
    public String hex() {
        return HexFormat.of().toHexDigits(value);
    }
}
