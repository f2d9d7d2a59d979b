package io.fawkes.gateway.transcode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-decoding that refuses what is not well-formed UTF-8. */
final class PercentCoding {
    private PercentCoding() {}

    /** Decodes one path segment whole. */
    static String decodeSegment(String raw) {
        return decode(raw, false, false);
    }

    /** Decodes one segment of a capture of several: an encoded slash stays encoded, or it would become a separator. */
    static String decodeKeepingSlash(String raw) {
        return decode(raw, true, false);
    }

    /** Decodes a name or value of a query, where {@code +} is a space. */
    static String decodeQuery(String raw) {
        return decode(raw, false, true);
    }

    /**
     * Reads bytes as UTF-8.
     *
     * @throws CharacterCodingException if they are not
     */
    static String utf8(ByteBuffer bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    private static String decode(String raw, boolean keepSlash, boolean plusIsSpace) {
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int octet = octet(raw, i);
                writeOctet(bytes, raw, i, octet, keepSlash && octet == '/');
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c == '+' && plusIsSpace ? ' ' : c);
            } else {
                throw Refusal.malformed("the URL has a character that is not ASCII (expected: a %-escape)");
            }
        }
        return text(bytes.toByteArray());
    }

    private static void writeOctet(ByteArrayOutputStream bytes, String raw, int at, int octet, boolean asWritten) {
        if (asWritten) {
            bytes.writeBytes(raw.substring(at, at + 3).getBytes(StandardCharsets.US_ASCII));
        } else {
            bytes.write(octet);
        }
    }

    private static int octet(String raw, int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw Refusal.malformed("the URL has a %-escape without two hexadecimal digits");
        }
        return high * 16 + low;
    }

    private static String text(byte[] bytes) {
        try {
            return utf8(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw Refusal.malformed("the URL has a %-escape that is not UTF-8", e);
        }
    }
}
