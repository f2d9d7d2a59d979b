package io.fawkes.insights.domain.checkpoint;

import io.fawkes.insights.domain.fact.FactBook;
import java.time.Instant;

/**
 * Facts out of a checkpoint.
 *
 * @param book everything before the cursor; whoever takes it owns it
 * @param cursor where the feed goes on
 * @param watermark everything committed until then is in the book
 */
public record Restored(FactBook book, String cursor, Instant watermark) {}
