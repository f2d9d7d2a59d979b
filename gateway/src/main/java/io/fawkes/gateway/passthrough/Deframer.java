package io.fawkes.gateway.passthrough;

import io.grpc.Decompressor;
import io.grpc.DecompressorRegistry;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a gRPC byte stream into messages: a flag of one byte, a length of four, the message. Holds at most one unfinished
 * message. Used by one request at a time.
 */
final class Deframer {
    private static final int PREFIX = 5;

    private final int largest;
    private final @Nullable Decompressor decompressor;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    /** Bytes that must be pending before another look is worth it. */
    private int wanted = PREFIX;

    /**
     * Reads messages of at most {@code largest} bytes.
     *
     * @param encoding the request's {@code grpc-encoding}
     */
    Deframer(int largest, @Nullable String encoding) {
        this.largest = largest;
        this.decompressor = encoding == null
                ? null
                : DecompressorRegistry.getDefaultInstance().lookupDecompressor(encoding);
    }

    /** Adds bytes and takes out the messages that are complete now. */
    List<byte[]> feed(ByteBuf bytes) {
        pending.writeBytes(bytesOf(bytes));
        return pending.size() < wanted ? List.of() : takeComplete();
    }

    private List<byte[]> takeComplete() {
        var held = ByteBuffer.wrap(pending.toByteArray());
        var messages = new ArrayList<byte[]>();
        while (held.remaining() >= PREFIX && held.remaining() - PREFIX >= length(held)) {
            messages.add(next(held));
        }
        keep(held);
        return messages;
    }

    private int length(ByteBuffer held) {
        int length = held.getInt(held.position() + 1);
        if (length < 0 || length > largest) {
            throw tooLarge();
        }
        return length;
    }

    private byte[] next(ByteBuffer held) {
        boolean compressed = held.get() != 0;
        var message = new byte[held.getInt()];
        held.get(message);
        return compressed ? decompressed(message) : message;
    }

    private byte[] decompressed(byte[] message) {
        if (decompressor == null) {
            throw Status.UNIMPLEMENTED
                    .withDescription("grpc-encoding: not supported (expected: identity or gzip)")
                    .asRuntimeException();
        }
        try (var in = decompressor.decompress(new ByteArrayInputStream(message))) {
            var plain = in.readNBytes(largest + 1);
            if (plain.length > largest) {
                throw tooLarge();
            }
            return plain;
        } catch (IOException e) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("a message cannot be decompressed")
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private RuntimeException tooLarge() {
        return Status.RESOURCE_EXHAUSTED
                .withDescription("a message is larger than %d bytes".formatted(largest))
                .asRuntimeException();
    }

    private void keep(ByteBuffer held) {
        wanted = held.remaining() < PREFIX ? PREFIX : PREFIX + length(held);
        var rest = new byte[held.remaining()];
        held.get(rest);
        pending.reset();
        pending.writeBytes(rest);
    }

    private static byte[] bytesOf(ByteBuf buffer) {
        var bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
