package io.fawkes.insights.domain.checkpoint;

import io.fawkes.insights.domain.fact.SourceKey;
import java.util.Optional;

/**
 * A part of a checkpoint: packed facts of one source key, or at the end the catalog, which has none. Its bytes are never
 * changed.
 */
public final class Block {
    private final Optional<SourceKey> source;
    private final byte[] rows;

    /** Facts of {@code source}; the catalog if that is empty. */
    public Block(Optional<SourceKey> source, byte[] rows) {
        this.source = source;
        this.rows = rows;
    }

    /** Whose facts it holds; empty for the catalog. */
    public Optional<SourceKey> source() {
        return source;
    }

    /** As {@link io.fawkes.insights.domain.fact.FactBook} packed them. */
    public byte[] rows() {
        return rows;
    }
}
