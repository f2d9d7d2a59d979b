package io.fawkes.alerting.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes that nobody changes: a value, equal by content. The array it is made of and gives away must not be written to. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** These bytes; not copied. */
    public static Bytes of(byte[] array) {
        return new Bytes(array);
    }

    /** The bytes; not copied. */
    public byte[] array() {
        return array;
    }

    /** How many. */
    public int size() {
        return array.length;
    }

    /** At most the first {@code most}. */
    public Bytes first(int most) {
        return array.length <= most ? this : new Bytes(Arrays.copyOf(array, most));
    }

    /** Their SHA-256. */
    public Bytes sha256() {
        try {
            return new Bytes(MessageDigest.getInstance("SHA-256").digest(array));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As lower-case hex digits. */
    public String hex() {
        return HexFormat.of().formatHex(array);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Their number only: bodies may hold secrets. */
    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
