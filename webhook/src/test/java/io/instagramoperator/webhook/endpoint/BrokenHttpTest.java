package io.instagramoperator.webhook.endpoint;

import static io.instagramoperator.webhook.endpoint.Deliveries.head;
import static io.instagramoperator.webhook.endpoint.Deliveries.message;
import static io.instagramoperator.webhook.endpoint.Deliveries.signature;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protects that of requests which break the rules of HTTP nothing is taken though they are signed, and that nothing after them on
 * their connection is taken for a request.
 */
class BrokenHttpTest {

    private static final byte[] BODY = message("m1").getBytes(ISO_8859_1);
    private static final String LENGTH = "Content-Length: " + BODY.length + "\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String RIGHT_CHUNKS = Integer.toHexString(BODY.length) + "\r\n" + text(BODY) + "\r\n0\r\n\r\n";
    private static final String HONEST = text(head(LENGTH + signature(BODY))) + text(BODY);

    /** In the table {@code ~} stands for CR LF. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        two lengths                  | Content-Length: 10~Content-Length: 20~
        a list of lengths            | Content-Length: 10, 10~
        a negative length            | Content-Length: -1~
        a length with a sign         | Content-Length: +10~
        a hexadecimal length         | Content-Length: 0x10~
        a length that is no number   | Content-Length: ten~
        a length too large to read   | Content-Length: 99999999999999999999~
        a folded length              | Content-Length:~ 10~
        a name with a space          | Content-Length : 10~
        a header without a name      | : x~
        two hosts                    | Host: other~
        a length and chunks          | Content-Length: 10~Transfer-Encoding: chunked~
        chunks and a length          | Transfer-Encoding: chunked~Content-Length: 10~
        a compressed body            | Transfer-Encoding: gzip~
        compressed chunks            | Transfer-Encoding: gzip, chunked~
        chunks of chunks             | Transfer-Encoding: chunked~Transfer-Encoding: chunked~
        an unknown transfer coding   | Transfer-Encoding: xchunked~
        """)
    void refusesAHeaderThatCanBeUnderstoodInTwoWays(String what, String headers) throws Exception {
        String request = text(head(signature(BODY) + headers.replace("~", "\r\n")));

        assertThat(answersTo(request + RIGHT_CHUNKS + HONEST)).matches("HTTP/1.1 400 Bad Request\r\n[^H]*");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a size that is no number | zz~
        a negative size          | -5~
        a size with 0x           | 0x10~
        a size beyond 64 bits    | FFFFFFFFFFFFFFFFF~
        no size                  | ~
        data longer than its size| 1~{}~0~~
        """)
    void refusesBrokenChunks(String what, String chunks) throws Exception {
        String request = text(head(signature(BODY) + CHUNKED)) + chunks.replace("~", "\r\n");

        assertThat(answersTo(request + HONEST)).matches("HTTP/1.1 400 Bad Request\r\n[^H]*");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "HTTP/2 preface,      PRI * HTTP/2.0,                                            400",
        "an unknown version,  POST /webhooks/social/acme HTTP/1.2,                       400",
        "no version,          POST /webhooks/social/acme,                                400",
        "TRACE,               TRACE /webhooks/social/acme HTTP/1.1,                      405",
        "a method in small,   post /webhooks/social/acme HTTP/1.1,                       405",
        "CONNECT,             CONNECT example.com:443 HTTP/1.1,                          404",
        "all of the server,   OPTIONS * HTTP/1.1,                                        404",
        "an encoded slash,    POST /webhooks/social%2Facme HTTP/1.1,                     404",
        "an encoded letter,   POST /webhooks/social/%61cme HTTP/1.1,                     404",
        "a doubled slash,     POST //webhooks/social/acme HTTP/1.1,                      404",
        "dot segments,        POST /webhooks/x/../social/acme HTTP/1.1,                  404",
        "other case,          POST /webhooks/Social/acme HTTP/1.1,                       404",
        "a parameter,         POST /webhooks/social/acme;a=b HTTP/1.1,                   404",
        "an encoded NUL,      POST /webhooks/social/acme%00 HTTP/1.1,                    404",
    })
    void refusesAnOddFirstLine(String what, String line, int status) throws Exception {
        assertThat(answersTo(line + HONEST.substring(HONEST.indexOf("\r\n"))))
                .matches("HTTP/1\\.[01] " + status + " [^\r\n]+\r\n[^H]*");
    }

    static Stream<Arguments> tooLong() {
        return Stream.of(
                Arguments.of("a header", text(head("X-Long: " + "a".repeat(4 << 20) + "\r\n")), 431),
                Arguments.of("many headers", text(head("X: y\r\n".repeat(100_000))), 431),
                Arguments.of("a first line", "GET /" + "a".repeat(4 << 20) + " HTTP/1.1\r\n\r\n", 414));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLong")
    void refusesWhatIsTooLongWhileItIsBeingSent(String what, String request, int status) throws Exception {
        assertThat(answersTo(request)).matches("HTTP/1\\.[01] " + status + " [^\r\n]+\r\n[^H]*");
    }

    @Test
    void answersManyRequestsOnOneConnectionInTheirOrder() throws Exception {
        String wrong = text(head(LENGTH)) + text(BODY);
        try (TestEndpoint endpoint = TestEndpoint.start();
                Socket socket = endpoint.connect()) {
            // When
            socket.getOutputStream().write((HONEST + wrong).repeat(100).getBytes(ISO_8859_1));
            socket.shutdownOutput();

            // Then
            assertThat(text(socket.getInputStream().readAllBytes()).split("HTTP/1.1 ", -1))
                    .hasSize(201)
                    .filteredOn(answer -> answer.startsWith("200"))
                    .hasSize(100);
            assertThat(endpoint.taken()).hasSize(100);
        }
    }

    @Test
    void takesNothingForARequestAfterARefusedBody() throws Exception {
        String tooLarge = text(head("Content-Length: 9000000\r\n"));

        assertThat(answersTo(tooLarge + HONEST)).startsWith("HTTP/1.1 413 ").doesNotContain("200");
    }

    /** Also checks that nothing is taken, and that the next honest delivery is. */
    private String answersTo(String bytes) throws IOException {
        try (TestEndpoint endpoint = TestEndpoint.start(new TestLimits().build())) {
            String answers;
            try (Socket socket = endpoint.connect()) {
                socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                socket.shutdownOutput();
                answers = text(socket.getInputStream().readAllBytes());
            } catch (SocketException e) {
                throw new AssertionError("the sender sees a reset instead of the answer", e);
            }
            assertThat(endpoint.taken()).isEmpty();
            assertThat(endpoint.deliver(message("m1")).statusCode()).isEqualTo(200);
            return answers;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
