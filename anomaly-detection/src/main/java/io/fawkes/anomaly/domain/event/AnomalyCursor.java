package io.fawkes.anomaly.domain.event;

import io.fawkes.anomaly.domain.AnomalyException.CursorExpired;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A place in the log of changes, and the life of the database server in which it was given: after a restore or a failover
 * the numbers of the log may stand for other changes.
 *
 * @param life number of the server's life
 * @param number of the last change that was read; 0 before the first
 */
public record AnomalyCursor(long life, long number) {

    private static final int SIZE = 2 * Long.BYTES;

    /** The cursor in its opaque form. */
    public String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).putLong(life).putLong(number);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads the opaque form. */
    public static AnomalyCursor decoded(String text) {
        ByteBuffer bytes = bytes(text);
        if (bytes.remaining() != SIZE) {
            throw new CursorExpired("not one that was given here");
        }
        return new AnomalyCursor(bytes.getLong(), bytes.getLong());
    }

    private static ByteBuffer bytes(String text) {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            var expired = new CursorExpired("not one that was given here");
            expired.initCause(e);
            throw expired;
        }
    }
}
