package io.fawkes.insights.domain.packing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into bytes: numbers by their size, SHAs and ids by their digits, times to the nanosecond, and the front of
 * paths as a phrase. Equal values become equal bytes. Not safe for concurrent use.
 */
public final class Packer {
    static final int PLAIN = 0;
    static final int HEX = 1;
    static final int ID = 2;
    static final int ABSENT = 3;
    static final int TAG_BITS = 2;
    static final int ID_DIGITS = 16;
    static final int ID_BYTES = 10;
    static final int DIGIT_BITS = 5;
    static final int HEX_RADIX = 16;
    static final int ID_RADIX = 32;

    private static final int SHORTEST_HEX = 6;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private final Phrases phrases;
    private byte[] bytes = new byte[512];
    private int length;

    public Packer(Phrases phrases) {
        this.phrases = phrases;
    }

    /** Begins anew. */
    public Packer clear() {
        length = 0;
        return this;
    }

    /** How much was written. */
    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Copies what was written to {@code target}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
    }

    /** A number of any sign; small ones take one byte. */
    public Packer number(long value) {
        return unsigned((value << 1) ^ (value >> 63));
    }

    /** A number from 0 on. */
    public Packer count(int value) {
        return unsigned(value);
    }

    /** Yes or no. */
    public Packer flag(boolean value) {
        return one(value ? 1 : 0);
    }

    /** A time, or none. */
    public Packer time(@Nullable Instant time) {
        if (time == null) {
            return flag(false);
        }
        return flag(true).number(time.getEpochSecond()).unsigned(time.getNano());
    }

    /** A duration, or none. */
    public Packer duration(@Nullable Duration duration) {
        if (duration == null) {
            return flag(false);
        }
        return flag(true).number(duration.getSeconds()).unsigned(duration.getNano());
    }

    /** A text, or none. */
    public Packer text(@Nullable String text) {
        if (text == null) {
            return unsigned(ABSENT);
        }
        if (isId(text)) {
            return id(text);
        }
        return isHex(text) ? hex(text) : plain(text);
    }

    /** A text that is one of few. */
    public Packer phrase(String text) {
        int number = phrases.number(text);
        unsigned(number);
        return text(phrases.text(number).equals(text) ? "" : text);
    }

    /** A text whose front, up to the last slash, is one of few. */
    public Packer path(String text) {
        int cut = text.lastIndexOf('/') + 1;
        int number = phrases.number(text.substring(0, cut));
        unsigned(number);
        return text(number == Phrases.EMPTY ? text : text.substring(cut));
    }

    /** Texts, in their order. */
    public Packer texts(Collection<String> texts) {
        unsigned(texts.size());
        texts.forEach(this::text);
        return this;
    }

    /** Bytes as they are, with their number. */
    public Packer blob(byte[] source, int from, int count) {
        return unsigned(count).raw(source, from, count);
    }

    /** What another packer wrote. */
    public Packer raw(byte[] source, int from, int count) {
        room(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    private Packer plain(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        return counted(utf8, PLAIN);
    }

    private Packer hex(String text) {
        byte[] packed = new byte[text.length() / 2];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) Integer.parseInt(text, 2 * i, 2 * i + 2, HEX_RADIX);
        }
        return counted(packed, HEX);
    }

    private Packer counted(byte[] content, int tag) {
        return unsigned(((long) content.length << TAG_BITS) | tag).raw(content, 0, content.length);
    }

    private Packer id(String text) {
        unsigned(ID);
        long high = Long.parseLong(text, 0, ID_DIGITS / 2, ID_RADIX);
        long low = Long.parseLong(text, ID_DIGITS / 2, ID_DIGITS, ID_RADIX);
        for (long half : new long[] {high, low}) {
            for (int shift = (ID_BYTES / 2 - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                one((int) (half >>> shift));
            }
        }
        return this;
    }

    private static boolean isHex(String text) {
        return text.length() >= SHORTEST_HEX && text.length() % 2 == 0 && consistsOf(text, 'f');
    }

    private static boolean isId(String text) {
        return text.length() == ID_DIGITS && consistsOf(text, 'v');
    }

    private static boolean consistsOf(String text, char last) {
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (!((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= last))) {
                return false;
            }
        }
        return true;
    }

    private Packer unsigned(long value) {
        long rest = value;
        while ((rest & ~LOW_BITS) != 0) {
            one((int) (rest & LOW_BITS) | MORE);
            rest >>>= BITS;
        }
        return one((int) rest);
    }

    private Packer one(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Whether {@code there} continues at {@code at} with exactly what was written. */
    public boolean matches(byte[] there, int at) {
        int end = at + length;
        return end <= there.length && Arrays.equals(bytes, 0, length, there, at, end);
    }

    /** A hash of what was written. */
    public int hash() {
        return hash(bytes, 0, length);
    }

    /** The hash that {@link #hash} tells of {@code bytes} between {@code from} and {@code to}. */
    public static int hash(byte[] bytes, int from, int to) {
        long hash = 0x9e3779b97f4a7c15L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001b3L;
        }
        return Long.hashCode(hash * 0xff51afd7ed558ccdL);
    }
}
