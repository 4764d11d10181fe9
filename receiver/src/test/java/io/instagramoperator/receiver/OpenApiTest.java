package io.instagramoperator.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The API is what its OpenAPI document says: schemathesis makes requests from the document, right and wrong ones, and compares
 * what is answered. It knows OpenAPI 3.1, which the clients written in Java do not.
 */
@QuarkusTest
@QuarkusTestResource(ReceiverUnderTest.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the address
class OpenApiTest {

    private static final String SCHEMATHESIS = "schemathesis==4.32.5";

    private static final Path VENV = Path.of("target", "schemathesis").toAbsolutePath();

    @TestHTTPResource
    URI api;

    @Test
    void answersAsItsDocumentSays() throws Exception {
        // Given
        assumeTrue(succeeds("python3", "-m", "venv", VENV.toString()), "skipped: needs python3 with its module venv");
        assumeTrue(
                succeeds(VENV.resolve("bin/pip").toString(), "install", "--quiet", SCHEMATHESIS),
                "skipped: pip cannot install " + SCHEMATHESIS);
        Path output = VENV.resolve("output.txt");

        // When
        int status = run(
                output,
                List.of(
                        VENV.resolve("bin/schemathesis").toString(),
                        "--config-file=src/test/resources/schemathesis.toml",
                        "run",
                        api.resolve("/openapi").toString(),
                        "--url=" + api,
                        "--header=Authorization: Bearer " + ReceiverHome.API_TOKEN,
                        // Never ends; EventStreamsTest knows it.
                        "--exclude-path=/v1/events/stream",
                        "--phases=examples,coverage,fuzzing",
                        "--max-examples=20",
                        "--seed=1",
                        "--generation-database=none",
                        "--request-timeout=10",
                        "--continue-on-failure",
                        "--no-color"));

        // Then
        assertThat(status).as(Files.readString(output, UTF_8)).isZero();
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return run(Path.of("/dev/null"), List.of(command)) == 0;
        } catch (IOException e) {
            // There is no such command.
            return false;
        }
    }

    private static int run(Path output, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroy();
        }
        return process.waitFor();
    }
}
