package io.instagramoperator.receiver.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protects the memory that clients have who ask for more than they take in. */
class ApiRoomTest {

    /** More than the system takes in for a client that reads nothing. */
    private static final int ANSWER = 32 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final ApiRoom room = new ApiRoom(2 * ANSWER + 1);
    private final Router router = Router.router(vertx);
    private final HttpServer server = vertx.createHttpServer();

    @BeforeEach
    void start() {
        Buffer answer = Buffer.buffer(new byte[ANSWER]);
        router.get().handler(request -> {
            if (room.take(ANSWER, request)) {
                request.response().end(answer);
            } else {
                ApiRoom.full().answer(request.response());
            }
        });
        server.requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isGivenBackWhenTheAnswerWasTakenInAndNotBefore() throws IOException {
        try (Socket slow = ask();
                Socket second = ask()) {
            // Given
            await().until(() -> room.used() == 2L * ANSWER);

            // When
            String third;
            try (Socket refused = ask()) {
                third = firstLine(refused);
            }

            // Then
            assertThat(third).isEqualTo("HTTP/1.1 503");
            assertThat(room.used()).isEqualTo(2L * ANSWER);

            // When
            second.getInputStream().readNBytes(ANSWER);

            // Then
            await().until(() -> room.used() == ANSWER);
            assertThat(firstLine(slow)).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void isGivenBackWhenTheClientGoes() throws IOException {
        // Given
        try (Socket _ = ask()) {
            await().until(() -> room.used() == ANSWER);
        }

        // Then
        await().until(() -> room.used() == 0);
    }

    private Socket ask() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII);
    }
}
