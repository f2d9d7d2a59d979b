package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.fawkes.gateway.transcode.Refusal;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** Reads request bodies to their end but keeps only what the limits allow. Safe for concurrent use. */
final class BodyReader {
    private final DoorLimits limits;

    BodyReader(DoorLimits limits) {
        this.limits = limits;
    }

    /**
     * What was kept of a body.
     *
     * @param size of the whole body in bytes; larger than {@code kept} if it was cut off
     */
    record Body(ByteString kept, long size) {
        boolean isCut() {
            return size > kept.size();
        }
    }

    /** Reads a body; one over the limit is cut down to {@code keptOfOversized} bytes. */
    Mono<Body> read(HttpServerRequest request, int keptOfOversized) {
        return request.receive()
                .reduceWith(Collected::new, this::add)
                .timeout(limits.bodyTime(), Mono.error(() -> Refusal.malformed("the body did not arrive in time")))
                .map(collected -> collected.toBody(limits.bodyBytes(), keptOfOversized));
    }

    private Collected add(Collected collected, ByteBuf part) {
        collected.add(part, limits.bodyBytes());
        if (collected.size > limits.drainedBytes()) {
            throw Refusal.bodyTooLarge(limits.bodyBytes());
        }
        return collected;
    }

    private static final class Collected {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long size;

        void add(ByteBuf part, int limit) {
            size += part.readableBytes();
            var kept = new byte[Math.min(part.readableBytes(), limit - bytes.size())];
            part.readBytes(kept);
            bytes.writeBytes(kept);
        }

        Body toBody(int limit, int keptOfOversized) {
            var all = ByteString.copyFrom(bytes.toByteArray());
            return new Body(size > limit ? all.substring(0, Math.min(keptOfOversized, all.size())) : all, size);
        }
    }
}
