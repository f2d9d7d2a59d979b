package io.fawkes.dataapi.domain.feed;

import io.fawkes.dataapi.domain.DataApiException.CursorExpired;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A place in the log, and the generation in which it was given.
 *
 * <p>Older generations are read whole, in the order they have; of the current one only what is below the horizon. A
 * cursor that was given in another generation than today's may have passed over what a restore put there.
 *
 * @param givenIn generation that was current when the cursor was given; 0 at the beginning
 * @param generation generation of the last row that was read
 * @param xid transaction of that row
 * @param seq number of that row
 */
public record FeedCursor(int givenIn, int generation, long xid, long seq) {

    /** Before the first fact. */
    public static final FeedCursor BEGINNING = new FeedCursor(0, 0, 0, 0);

    private static final int SIZE = 2 * Integer.BYTES + 2 * Long.BYTES;

    /** The cursor in its opaque form. */
    public String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE)
                .putInt(givenIn)
                .putInt(generation)
                .putLong(xid)
                .putLong(seq);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Reads the opaque form; empty text is the beginning. */
    public static FeedCursor decoded(String text) {
        return text.isEmpty() ? BEGINNING : read(bytes(text));
    }

    private static FeedCursor read(ByteBuffer bytes) {
        if (bytes.remaining() != SIZE) {
            throw notOurs();
        }
        return new FeedCursor(bytes.getInt(), bytes.getInt(), bytes.getLong(), bytes.getLong());
    }

    private static ByteBuffer bytes(String text) {
        try {
            return ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            CursorExpired expired = notOurs();
            expired.initCause(e);
            throw expired;
        }
    }

    private static CursorExpired notOurs() {
        return new CursorExpired("not one that was given here");
    }

    /** Whether this is the beginning, which never expires. */
    public boolean isBeginning() {
        return equals(BEGINNING);
    }
}
