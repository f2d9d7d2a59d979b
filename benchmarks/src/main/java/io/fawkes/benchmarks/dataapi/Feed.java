package io.fawkes.benchmarks.dataapi;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.fawkes.dataapi.v1.FactServiceGrpc;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A reader of the feed that takes messages as bytes, with a few of them asked for ahead. */
final class Feed {

    private static final int AHEAD = 4;
    private static final long MINUTES = 10;

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final MethodDescriptor<WatchFactsRequest, byte[]> WATCH =
            FactServiceGrpc.getWatchFactsMethod().toBuilder(
                            FactServiceGrpc.getWatchFactsMethod().getRequestMarshaller(), BYTES)
                    .build();

    private Feed() {}

    /** Reads from {@code cursor} on until {@code enough} is true of a message, then hangs up; fails as the feed does. */
    static CompletableFuture<Void> read(Channel channel, String cursor, Predicate<byte[]> enough) {
        ClientCall<WatchFactsRequest, byte[]> call = channel.newCall(WATCH, CallOptions.DEFAULT);
        var done = new CompletableFuture<Void>().orTimeout(MINUTES, TimeUnit.MINUTES);
        call.start(new Reading(call, enough, done), new Metadata());
        call.request(AHEAD);
        call.sendMessage(WatchFactsRequest.newBuilder().setCursor(cursor).build());
        call.halfClose();
        return done;
    }

    /** Facts of a message, by its framing alone. */
    static int facts(byte[] message) {
        try {
            var input = CodedInputStream.newInstance(message);
            int facts = 0;
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                facts += WireFormat.getTagFieldNumber(tag) == WatchFactsResponse.FACTS_FIELD_NUMBER ? 1 : 0;
                input.skipField(tag);
            }
            return facts;
        } catch (IOException e) {
            throw new UncheckedIOException("a message of the feed is none", e);
        }
    }

    static WatchFactsResponse parsed(byte[] message) {
        try {
            return WatchFactsResponse.parseFrom(message);
        } catch (IOException e) {
            throw new UncheckedIOException("a message of the feed is none", e);
        }
    }

    private static final class Reading extends ClientCall.Listener<byte[]> {

        private final ClientCall<WatchFactsRequest, byte[]> call;
        private final Predicate<byte[]> enough;
        private final CompletableFuture<Void> done;

        Reading(ClientCall<WatchFactsRequest, byte[]> call, Predicate<byte[]> enough, CompletableFuture<Void> done) {
            this.call = call;
            this.enough = enough;
            this.done = done;
        }

        @Override
        public void onMessage(byte[] message) {
            if (done.isDone()) {
                return;
            }
            if (enough.test(message)) {
                done.complete(null);
                call.cancel("read enough", null);
            } else {
                call.request(1);
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            done.completeExceptionally(status.asRuntimeException(trailers));
        }
    }
}
