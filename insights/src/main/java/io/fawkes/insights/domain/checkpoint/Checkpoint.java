package io.fawkes.insights.domain.checkpoint;

import java.time.Instant;

/**
 * What a complete checkpoint says of itself.
 *
 * @param id later ones have higher ids
 * @param cursor place in the feed; everything before it is in the blocks, and something after it may be
 * @param watermark everything committed until then is in the blocks
 * @param blocks how many blocks it has
 * @param checksum {@link Checksum} of its blocks
 */
public record Checkpoint(long id, String cursor, Instant watermark, int blocks, long checksum) {
    /** Of what {@link io.fawkes.insights.domain.fact.FactBook} packs; another one is another format and not read. */
    public static final int FORMAT = 4;
}
