package io.instagramoperator.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest(name = "{0} with Accept: {1} is {2}")
    @CsvSource({
        "/openapi, */*, application/yaml",
        "/openapi, application/yaml, application/yaml",
        "/openapi, application/json, application/json",
        "/openapi, text/html, application/yaml",
        "/openapi?format=JSON, */*, application/json",
        "/openapi?format=yaml, application/json, application/yaml",
    })
    void describesItselfWithoutAToken(String path, String accept, String type) throws Exception {
        // When
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(api.resolve(path))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofByteArray());

        // Then
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        ObjectMapper mapper = type.endsWith("json") ? new JsonMapper() : new YAMLMapper();
        List<String> paths = new ArrayList<>();
        mapper.readTree(response.body()).path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactly(
                        "/v1/events",
                        "/v1/events/stream",
                        "/v1/events/{id}",
                        "/v1/events/{id}/raw",
                        "/v1/consumers",
                        "/v1/consumers/{name}",
                        "/v1/consumers/{name}/events",
                        "/v1/consumers/{name}/commit",
                        "/v1/subscriptions",
                        "/v1/subscriptions/{name}",
                        "/v1/subscriptions/{name}/dead-letters",
                        "/v1/subscriptions/{name}/dead-letters/retry",
                        "/v1/subscriptions/{name}/dead-letters/{id}/retry",
                        "/v1/subscriptions/{name}/replay",
                        "/v1/messages",
                        "/v1/messages/{id}",
                        "/v1/conversations/{igsid}");
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
