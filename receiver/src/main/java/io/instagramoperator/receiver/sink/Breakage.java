package io.instagramoperator.receiver.sink;

import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What it means when a connection fails: which of the many exceptions is whose to mend. */
final class Breakage {

    private Breakage() {}

    /** Tells from an exception, and from those that caused it, what to look at. */
    static Failure of(Throwable problem) {
        if (has(problem, UnknownHostException.class)) {
            return new Failure(Kind.ADDRESS, String.valueOf(problem.getMessage()));
        }
        if (has(problem, ConnectTimeoutException.class)) {
            return new Failure(Kind.TIMEOUT, "no connection in time");
        }
        if (has(problem, NotSslRecordException.class)) {
            return new Failure(Kind.TLS, "what listens there does not speak TLS; use http:// or another port");
        }
        if (has(problem, SSLException.class) || has(problem, CertificateException.class)) {
            return new Failure(Kind.TLS, tls(problem));
        }
        if (has(problem, NoRouteToHostException.class)) {
            return new Failure(Kind.REFUSED, "no route to the host");
        }
        if (has(problem, ConnectException.class)) {
            return new Failure(Kind.REFUSED, "connection refused: nothing listens there");
        }
        if (has(problem, TooLongFrameException.class)) {
            return new Failure(Kind.PROTOCOL, "the head of the answer is too long");
        }
        if (has(problem, DecoderException.class) || has(problem, IllegalArgumentException.class)) {
            return new Failure(Kind.PROTOCOL, "what came back is not HTTP/1.1");
        }
        if (has(problem, IOException.class)
                || has(problem, VertxException.class)
                || has(problem, PrematureChannelClosureException.class)) {
            return new Failure(Kind.REFUSED, "the connection broke before the answer was there");
        }
        return new Failure(Kind.PROTOCOL, "unexpected " + problem.getClass().getSimpleName());
    }

    private static String tls(Throwable problem) {
        if (has(problem, CertificateExpiredException.class)) {
            return "the certificate has expired";
        }
        if (has(problem, CertificateNotYetValidException.class)) {
            return "the certificate is not valid yet";
        }
        if (has(problem, CertPathBuilderException.class)) {
            return "the certificate is of an authority that is not trusted; a private authority goes into caFile";
        }
        return causes(problem)
                .filter(CertificateException.class::isInstance)
                .reduce((outer, inner) -> inner)
                .flatMap(cause -> Optional.ofNullable(cause.getMessage()))
                .map(message -> "the certificate is not for this name: " + message)
                .orElse("no agreement on the encryption");
    }

    private static boolean has(Throwable problem, Class<? extends Throwable> type) {
        return causes(problem).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
