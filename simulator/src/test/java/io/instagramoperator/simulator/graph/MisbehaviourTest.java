package io.instagramoperator.simulator.graph;

import static org.hamcrest.Matchers.equalTo;

import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Graph API answers when this Meta is told to misbehave. */
@QuarkusTest
class MisbehaviourTest {

    @AfterEach
    void behave() {
        RestAssured.delete("/control/misbehaviour");
    }

    @Test
    void misbehaves_as_it_is_told() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        account.customerWrites("Hi");

        // When
        misbehave(Map.of(
                "graphError",
                Map.of(
                        "status",
                        429,
                        "code",
                        613,
                        "subcode",
                        2534040,
                        "message",
                        "slow down",
                        "times",
                        1,
                        "operation",
                        "messages")));

        // Then
        account.asAccount().get("/v25.0/me").then().statusCode(200);
        account.sends("Hello")
                .statusCode(429)
                .body("error.code", equalTo(613))
                .body("error.error_subcode", equalTo(2534040))
                .body("error.message", equalTo("slow down"));
        account.sends("Hello").statusCode(200);

        // When
        misbehave(Map.of("unavailable", true));

        // Then
        account.asAccount().get("/v25.0/me").then().statusCode(503).contentType(ContentType.HTML);

        // When
        RestAssured.delete("/control/misbehaviour").then().statusCode(204);

        // Then
        account.asAccount().get("/v25.0/me").then().statusCode(200);
    }

    private static void misbehave(Map<String, Object> orders) {
        SimulatedAccount.json(orders).put("/control/misbehaviour").then().statusCode(204);
    }
}
