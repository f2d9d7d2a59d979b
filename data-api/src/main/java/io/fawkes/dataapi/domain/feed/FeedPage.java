package io.fawkes.dataapi.domain.feed;

import io.fawkes.dataapi.domain.Bytes;
import java.time.Instant;
import java.util.List;

/**
 * The next facts of the log.
 *
 * @param facts in the order of the log, as they are stored
 * @param cursor where to go on
 * @param caughtUp whether everything that was committed when this page was read has been read
 * @param readAt when this page was read, by the database's clock
 */
public record FeedPage(List<Bytes> facts, FeedCursor cursor, boolean caughtUp, Instant readAt) {

    /** Most facts of a page. */
    public static final int LARGEST = 500;

    public FeedPage {
        facts = List.copyOf(facts);
    }

    /** Whether there may be more to read at once. */
    public boolean isFull() {
        return facts.size() == LARGEST;
    }
}
