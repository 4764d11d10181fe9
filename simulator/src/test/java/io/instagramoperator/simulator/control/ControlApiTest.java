package io.instagramoperator.simulator.control;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ControlApiTest {

    @Test
    void shows_apps_and_accounts_without_their_secrets() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // Then
        given().get("/control/apps/" + account.appId())
                .then()
                .body("id", equalTo(account.appId()))
                .body(not(containsString(account.appSecret())));
        given().get("/control/accounts/" + account.instagramId())
                .then()
                .body("username", equalTo("acme"))
                .body("login", equalTo("Facebook"))
                .body("pageId", equalTo(account.pageId()))
                .body("subscribed", equalTo(false))
                .body(not(containsString(account.accessToken())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PUT  | apps/1x                  | {"secret":"s"}                  | id: '1x' is not 1 to 32 digits
                    PUT  | apps/1                   | {}                              | secret: missing
                    PUT  | apps/1                   | {"sekret":"s"}                  | sekret: there is no such field; known are id, requireAppSecretProof, secret
                    PUT  | apps/1                   | {"secret"                       | the body is not JSON
                    PUT  | accounts/1               | {"login":"Google"}              | login: Cannot deserialize
                    PUT  | accounts/1               | {"appId":"1"}                   | login: missing; it must be Facebook or Instagram
                    PUT  | accounts/1               | {"login":"Instagram","pageId":"1"} | pageId: '1' is set, but there is no Page
                    PUT  | accounts/1               | {"login":"Facebook","username":"a","appId":"1","accessToken":"t"} | pageId: 'null' is not
                    PUT  | accounts/1               | {"login":"Facebook","username":"a","pageId":"1","appId":"4711","accessToken":"t"} | PUT /control/apps/4711
                    POST | accounts/{id}/messages   | {"text":"Hi"}                   | from: 'null' is not 1 to 32 digits
                    POST | accounts/{id}/messages   | {"from":"1"}                    | text, attachments: both missing
                    POST | accounts/{id}/items      | []                              | the body must be a JSON object
                    POST | accounts/{id}/items?container=x | {}                       | container: 'x' is none of messaging, standby, changes
                    POST | accounts/{id}/batch      | {"count":0,"from":"1"}          | count: 0 is not 1 to 1000
                    POST | accounts/{id}/batch      | {"count":1001,"from":"1"}       | count: 1001 is not 1 to 1000
                    PUT  | misbehaviour             | {"graphError":{"code":0}}       | graphError.code: 0 is not 1 or more
                    PUT  | misbehaviour             | {"graphError":{"code":1,"operation":"x"}} | graphError.operation: 'x' is none of conversation, conversations, debug_token
                    PUT  | misbehaviour             | {"graphError":{"code":1,"status":1}} | graphError.status: 1 is not 200 to 599
                    PUT  | misbehaviour             | {"timeOutAfterActing":{"method":"PUT"}} | timeOutAfterActing.method: 'PUT' is none of GET
                    PUT  | misbehaviour             | {"cutAfterActing":{"times":-1}} | cutAfterActing.times: -1 is not 0 (always) or more
                    PUT  | misbehaviour             | {"graphErrors":[{"code":4},{}]} | graphErrors[1].code: 0 is not 1 or more
                    PUT  | misbehaviour             | {"usage":{"appPercent":-1}}     | usage.appPercent: -1 is not 0 to 1000
                    PUT  | misbehaviour             | {"latency":"PT-1S"}             | latency: 'PT-1S' is negative
                    POST | accounts/{id}/comments   | {"from":"1"}                    | text: missing
                    POST | clock                    | {}                              | advance: 'null' is not a duration
                    POST | clock                    | {"advance":"PT-1H"}             | advance: 'PT-1H' is negative
                    POST | clock                    | {"advance":"36 hours"}          | advance: Cannot deserialize""")
    void refuses_bad_input_with_the_field_the_value_and_the_remedy(
            String method, String path, String body, String detail) {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();

        // When
        var answer = given().contentType(ContentType.JSON)
                .body(body)
                .request(method, "/control/" + path.replace("{id}", account.instagramId()));

        // Then
        answer.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,  apps/1",
        "PUT,  accounts/1",
        "PUT,  misbehaviour",
        "POST, accounts/{id}/messages",
        "POST, accounts/{id}/batch"
    })
    void refuses_an_order_without_a_body(String method, String path) {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        String address = "/control/" + path.replace("{id}", account.instagramId());

        // Then
        given().contentType(ContentType.JSON)
                .request(method, address)
                .then()
                .statusCode(400)
                .body("detail", containsString("the body is missing"));
        given().contentType(ContentType.JSON)
                .body("null")
                .request(method, address)
                .then()
                .statusCode(400)
                .body("detail", containsString("the body is missing"));
    }

    @Test
    void refuses_a_token_that_another_account_has() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        SimulatedAccount other = SimulatedAccount.facebook();

        // When
        var answer = SimulatedAccount.json(Map.of(
                        "username",
                        "acme",
                        "login",
                        "Instagram",
                        "appId",
                        account.appId(),
                        "accessToken",
                        account.accessToken()))
                .put("/control/accounts/" + other.instagramId());

        // Then
        answer.then().statusCode(400).body("detail", containsString("accessToken: another account has the same one"));
    }

    @ParameterizedTest
    @CsvSource({"apps/4711", "accounts/4711", "accounts/4711/sent"})
    void says_how_to_create_what_is_not_there(String path) {
        given().get("/control/" + path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("creates it"));
    }

    @Test
    void is_healthy_and_answers_nowhere_else() {
        given().get("/health").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health").then().statusCode(404);
        given().get("/").then().statusCode(404);
    }
}
