package io.instagramoperator.simulator.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of the page about the simulator, run in its order. */
@QuarkusTest
class DocumentationTest {

    private static final Path PAGE = Path.of("../docs/simulator.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("curl(?: -X (?<method>[A-Z]+))?(?: --json '(?<body>[^']*)')? \\$meta(?<path>/\\S+)");

    @AfterEach
    void behave() {
        RestAssured.delete("/control/misbehaviour");
    }

    @Test
    void has_examples_that_work() throws IOException {
        List<String> examples = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();

        assertThat(examples).hasSizeGreaterThan(20).allSatisfy(DocumentationTest::run);
    }

    private static void run(String example) {
        Matcher call = EXAMPLE.matcher(example);
        assertThat(call.matches()).as(example).isTrue();
        Optional<String> body = Optional.ofNullable(call.group("body"));
        String method = Optional.ofNullable(call.group("method")).orElse(body.isPresent() ? "POST" : "GET");
        RequestSpecification request = given();
        body.ifPresent(json -> request.contentType(ContentType.JSON).body(json));
        int status = request.request(method, call.group("path")).statusCode();
        assertThat(status).as(example).isBetween(200, 204);
    }
}
