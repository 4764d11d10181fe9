package io.instagramoperator.webhook.endpoint;

import static io.instagramoperator.instagram.signature.WebhookSignature.HEADER;
import static io.instagramoperator.webhook.endpoint.TestEndpoint.PATH;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;

/** Deliveries and their parts, as text. */
final class Deliveries {

    private static final String ACCOUNT = "17841405822304914";

    private Deliveries() {}

    static String message(String mid) {
        return "{\"object\":\"instagram\",\"entry\":[{\"id\":\"" + ACCOUNT + "\",\"messaging\":[" + item(mid) + "]}]}";
    }

    private static String item(String mid) {
        return "{\"sender\":{\"id\":\"1000000000000001\"},\"recipient\":{\"id\":\"" + ACCOUNT
                + "\"},\"timestamp\":1700000000001,\"message\":{\"mid\":\"" + mid + "\",\"text\":\"caf\\u00e9\"}}";
    }

    /** The header of a request to deliver, with these further headers, each ended by CR LF. */
    static byte[] head(String headers) {
        return ("POST " + PATH + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n").getBytes(ISO_8859_1);
    }

    static String signature(byte[] body) {
        return HEADER + ": " + TestEndpoint.signed(body) + "\r\n";
    }

    /** A header that could be right until the body is there. */
    static String plausibleSignature() {
        return HEADER + ": sha256=" + "0".repeat(64) + "\r\n";
    }

    /** The beginning of the answer; empty if the connection is closed without one. */
    static String answerOn(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), ISO_8859_1);
    }
}
