package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.fawkes.gateway.backend.Forwarding;
import io.fawkes.gateway.transcode.Refusal;
import io.fawkes.gateway.transcode.ResponseWriter;
import io.fawkes.gateway.transcode.StatusWriter;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * Gives a body to the refusals that Netty makes of requests it cannot read as HTTP: they never reach a handler of ours,
 * and would be the only errors of the door without a status.
 */
@Sharable
final class UnreadableRequests extends ChannelOutboundHandlerAdapter {
    private static final int CLIENT_ERRORS = 400;

    private final ByteString json;

    UnreadableRequests(StatusWriter statuses) {
        this.json = statuses.failure(Refusal.malformed("the request cannot be read as HTTP"))
                .content();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean bare = message instanceof FullHttpResponse response && isNettysOwn(response);
        var _ = context.write(bare ? explained((FullHttpResponse) message) : message, promise);
    }

    /** Every answer of ours carries a request id. */
    private static boolean isNettysOwn(FullHttpResponse response) {
        return response.status().code() >= CLIENT_ERRORS
                && !response.content().isReadable()
                && !response.headers().contains(Forwarding.REQUEST_ID);
    }

    private FullHttpResponse explained(FullHttpResponse bare) {
        var explained = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, bare.status(), Unpooled.wrappedBuffer(json.asReadOnlyByteBuffer()));
        explained.headers().set(bare.headers());
        explained.headers().set("content-type", ResponseWriter.JSON).set("content-length", json.size());
        ReferenceCountUtil.release(bare);
        return explained;
    }
}
