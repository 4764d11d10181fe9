package io.instagramoperator.receiver.sink;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Notes on a connection whether anything has come back, which tells one that is slow from one that is silent. */
final class Arrival extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<Arrival> KEY = AttributeKey.valueOf(Arrival.class, "arrival");

    private boolean began;
    private int requests;

    /** To be called for each new connection. */
    static void watch(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        Arrival arrival = new Arrival();
        channel.attr(KEY).set(arrival);
        channel.pipeline().addBefore("codec", "arrival", arrival);
    }

    static Arrival of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().attr(KEY).get();
    }

    /** The next request goes out. */
    void sent() {
        began = false;
        requests++;
    }

    /** Whether the answer to the last request has begun. */
    boolean hasBegun() {
        return began;
    }

    /** Whether the connection had been used before the last request: then it may have been closed without notice. */
    boolean isReused() {
        return requests > 1;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        began = true;
        super.channelRead(context, message);
    }
}
