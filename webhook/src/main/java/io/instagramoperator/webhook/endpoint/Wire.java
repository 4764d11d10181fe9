package io.instagramoperator.webhook.endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * Reads the requests of one connection from its bytes, in the place of Vert.x's own decoder: one at a time, the next not before
 * the last is answered and the sender takes in answers. Otherwise who sends on without reading fills our memory with requests or
 * answers. A request whose length can be understood in two ways is broken. Only used on the event loop.
 */
final class Wire extends VertxHttpRequestDecoder {

    private static final String DECODER = "httpDecoder";

    /** An answer is about 100 bytes. */
    private static final WriteBufferWaterMark UNREAD_ANSWERS = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

    private static final int MOST_BYTES_PER_READ = 32 * 1024;

    private final Channel channel;
    private final LingeringClose close = new LingeringClose();
    private final Runnable onHeaderBegun;
    private boolean waitsForRequest = true;
    private boolean held;
    private boolean stopped;
    private boolean broken;

    private Wire(HttpServerOptions options, Channel channel, Runnable onHeaderBegun) {
        super(options);
        this.channel = channel;
        this.onHeaderBegun = onHeaderBegun;
    }

    /**
     * Takes over a connection that was just made.
     *
     * @param onHeaderBegun called when there are bytes of a request, but not its whole header
     */
    static Wire of(HttpConnection connection, HttpServerOptions options, Runnable onHeaderBegun) {
        Channel channel = ((ConnectionBase) connection).channel();
        Wire wire = new Wire(options, channel, onHeaderBegun);
        channel.config().setWriteBufferWaterMark(UNREAD_ANSWERS);
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(512, 2048, MOST_BYTES_PER_READ));
        channel.pipeline().replace(DECODER, DECODER, wire);
        channel.pipeline().addFirst(wire.close);
        return wire;
    }

    /** Reads no further request until {@link #goOn}. */
    void hold() {
        held = true;
    }

    /** Waits for the next request. */
    void goOn() {
        held = false;
        waitsForRequest = true;
        resumeSoon();
    }

    /** Closes the connection at once. */
    void cut() {
        close.atOnce();
        var _ = channel.close();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (broken) {
            in.skipBytes(in.readableBytes());
        } else if (held || !channel.isWritable()) {
            stopped = true;
            channel.config().setAutoRead(false);
        } else {
            boolean bytes = in.isReadable();
            super.decode(ctx, in, out);
            for (Object message : out) {
                if (message instanceof HttpRequest request) {
                    waitsForRequest = false;
                    check(request);
                }
            }
            if (waitsForRequest && bytes) {
                waitsForRequest = false;
                onHeaderBegun.run();
            }
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        resumeSoon();
        super.channelWritabilityChanged(ctx);
    }

    private void check(HttpRequest request) {
        if (request.decoderResult().isSuccess()) {
            Framing.problem(request).ifPresent(problem -> {
                broken = true;
                // In the answer's first line, too.
                request.setProtocolVersion(HttpVersion.HTTP_1_1);
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(problem)));
            });
        }
    }

    private void resumeSoon() {
        if (stopped) {
            channel.eventLoop().execute(this::resume);
        }
    }

    private void resume() {
        if (!stopped || held || !channel.isWritable() || !channel.isActive()) {
            return;
        }
        stopped = false;
        channel.config().setAutoRead(true);
        try {
            ChannelHandlerContext ctx = channel.pipeline().context(this);
            // What was read already.
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            channelReadComplete(ctx);
        } catch (Exception e) {
            channel.pipeline().fireExceptionCaught(e);
        }
    }
}
