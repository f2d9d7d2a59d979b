package io.fawkes.insights.domain.packing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link Packer} wrote, in the same order. Not safe for concurrent use. */
public final class Unpacker {
    private static final int TAGS = (1 << Packer.TAG_BITS) - 1;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

    private final Phrases phrases;
    private final byte[] bytes;
    private int at;

    /** Reads {@code bytes} from {@code at} on. */
    public Unpacker(Phrases phrases, byte[] bytes, int at) {
        this.phrases = phrases;
        this.bytes = bytes;
        this.at = at;
    }

    /** Where the next value begins. */
    public int position() {
        return at;
    }

    /** Whether everything was read. */
    public boolean atEnd() {
        return at >= bytes.length;
    }

    /** A number. */
    public long number() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number from 0 on. */
    public int count() {
        return Math.toIntExact(unsigned());
    }

    /** Yes or no. */
    public boolean flag() {
        return bytes[at++] != 0;
    }

    /** A time, or none. */
    public @Nullable Instant time() {
        return flag() ? Instant.ofEpochSecond(number(), unsigned()) : null;
    }

    /** A duration, or none. */
    public @Nullable Duration duration() {
        return flag() ? Duration.ofSeconds(number(), unsigned()) : null;
    }

    /** A time that is there. */
    public Instant moment() {
        return requireNonNull(time(), "a time");
    }

    /** A text, or none. */
    public @Nullable String text() {
        int header = count();
        int size = header >>> Packer.TAG_BITS;
        return switch (header & TAGS) {
            case Packer.PLAIN -> plain(size);
            case Packer.HEX -> hex(size);
            case Packer.ID -> id();
            default -> null;
        };
    }

    /** A text that is there. */
    public String word() {
        return requireNonNull(text(), "a text");
    }

    /** A text that is one of few. */
    public String phrase() {
        String phrase = phrases.text(count());
        String rest = word();
        return rest.isEmpty() ? phrase : rest;
    }

    /** A text whose front is one of few. */
    public String path() {
        String front = phrases.text(count());
        String rest = word();
        return front.isEmpty() ? rest : front.concat(rest);
    }

    /** Texts, in their order. */
    public List<String> texts() {
        int size = count();
        List<String> texts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            texts.add(word());
        }
        return texts;
    }

    /** Bytes as they were. */
    public byte[] blob() {
        int size = count();
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    /** Passes over {@code size} bytes. */
    public void skip(int size) {
        at += size;
    }

    /** Passes over a path. */
    public Unpacker skipPath() {
        unsigned();
        int header = count();
        at += (header & TAGS) == Packer.ID ? Packer.ID_BYTES : header >>> Packer.TAG_BITS;
        return this;
    }

    private String plain(int size) {
        at += size;
        return new String(bytes, at - size, size, UTF_8);
    }

    private String hex(int size) {
        byte[] digits = new byte[2 * size];
        for (int i = 0; i < size; i++) {
            int two = bytes[at++];
            digits[2 * i] = (byte) DIGITS.charAt((two >> 4) & 0xf);
            digits[2 * i + 1] = (byte) DIGITS.charAt(two & 0xf);
        }
        return latin(digits);
    }

    private String id() {
        byte[] digits = new byte[Packer.ID_DIGITS];
        half(digits, 0);
        half(digits, Packer.ID_DIGITS / 2);
        return latin(digits);
    }

    private void half(byte[] digits, int from) {
        long half = 0;
        for (int i = 0; i < Packer.ID_BYTES / 2; i++) {
            half = (half << Byte.SIZE) | (bytes[at++] & 0xff);
        }
        for (int i = from + Packer.ID_DIGITS / 2 - 1; i >= from; i--) {
            digits[i] = (byte) DIGITS.charAt((int) half & (Packer.ID_RADIX - 1));
            half >>>= Packer.DIGIT_BITS;
        }
    }

    /** As {@code String} keeps it: no copying into other characters. */
    private static String latin(byte[] digits) {
        return new String(digits, ISO_8859_1);
    }

    private long unsigned() {
        long value = 0;
        int shift = 0;
        int next = bytes[at++];
        while ((next & MORE) != 0) {
            value |= (long) (next & LOW_BITS) << shift;
            shift += BITS;
            next = bytes[at++];
        }
        return value | ((long) next << shift);
    }
}
