package io.instagramoperator.webhook.endpoint;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/**
 * What the parser lets pass although a proxy before us may read it in another way (RFC 9112, 2.3, 3.2, 6.1). Then one of the two
 * takes for a request what the other takes for a body.
 */
final class Framing {

    private Framing() {}

    /** What is wrong with the header of a request; empty if nothing is. */
    static Optional<String> problem(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        HttpHeaders headers = request.headers();
        boolean isCurrent = version.equals(HttpVersion.HTTP_1_1);
        if (!isCurrent && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of("neither HTTP/1.1 nor HTTP/1.0");
        }
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && isCurrent)) {
            return Optional.of("not one Host");
        }
        if (headers.contains("")) {
            return Optional.of("a header without a name");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean isChunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
        if (!codings.isEmpty() && !(isChunked && isCurrent)) {
            return Optional.of("a Transfer-Encoding other than chunked");
        }
        return Optional.empty();
    }
}
