package io.fawkes.dataapi.domain.history;

import io.fawkes.dataapi.domain.feed.FeedCursor;
import java.time.Instant;

/**
 * Where the feed was at a time.
 *
 * @param position the last state that was known; nothing is ever committed before it any more
 * @param time when that was seen, by the database's clock
 */
public record FeedTime(FeedCursor position, Instant time) {}
