package io.fawkes.insights.domain.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/** CRC-32C of blocks in their order, each with its source key. Not safe for concurrent use. */
public final class Checksum {
    private final CRC32C crc = new CRC32C();
    private int blocks;

    /** Adds the next block. */
    public void add(Block block) {
        block.source().ifPresent(source -> crc.update(source.toString().getBytes(UTF_8)));
        crc.update(block.rows());
        blocks++;
    }

    /** The sum so far. */
    public long value() {
        return crc.getValue();
    }

    /** How many blocks were added. */
    public int blocks() {
        return blocks;
    }
}
