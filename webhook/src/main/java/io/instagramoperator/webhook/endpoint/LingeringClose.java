package io.instagramoperator.webhook.endpoint;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection in two steps: we say that we send no more, and go on reading for a while. Closed while bytes arrive that
 * nobody reads, a connection is reset, and the sender loses the answer that says why. Only used on the event loop.
 */
final class LingeringClose extends ChannelOutboundHandlerAdapter {

    private static final int SECONDS = 2;

    private boolean atOnce;
    private boolean lingers;

    /** From now on in one step. */
    void atOnce() {
        atOnce = true;
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (atOnce || !ctx.channel().isActive() || !(ctx.channel() instanceof DuplexChannel channel)) {
            var _ = ctx.close(promise);
            return;
        }
        var _ = channel.closeFuture().addListener(closed -> promise.trySuccess());
        if (lingers) {
            return;
        }
        lingers = true;
        ctx.flush();
        channel.config().setAutoRead(true);
        var _ = channel.shutdownOutput();
        Runnable second = () -> {
            var _ = ctx.close();
        };
        var _ = ctx.executor().schedule(second, SECONDS, TimeUnit.SECONDS);
    }
}
