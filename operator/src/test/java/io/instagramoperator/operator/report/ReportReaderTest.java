package io.instagramoperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.ReceiverReport.Gap;
import io.instagramoperator.operator.account.report.ReceiverReport.Store;
import io.instagramoperator.operator.account.report.ReceiverReport.Token;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.account.report.SubscriptionReport.LastError;
import io.instagramoperator.operator.report.ReportReader.RefusedReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

    private static final String HASH = "a".repeat(64);

    @Test
    void everythingThatAReceiverReports() throws RefusedReport {
        // Given
        String json = """
            { "configHash": "%1$s",
              "configError": { "hash": "%1$s", "message": "account.login: 'x'\\nis none of Facebook, Instagram" },
              "version": "0.1.0-SNAPSHOT", "desired": "Present", "phase": "Running",
              "credentials": [ { "name": "app.secretFiles[0]", "secret": "acme-meta", "key": "app-secret", "state": "Missing" } ],
              "credentialsReadAt": "2026-11-23T09:00:00Z",
              "store": { "state": "Open", "events": 12, "bytes": 40960, "freeBytes": 123456789 },
              "webhook": { "registered": true, "callbackUrl": "https://hooks.example.com/x", "fields": ["messages"], "accountSubscribed": false,
                           "problem": { "reason": "CallbackTaken", "message": "taken" },
                           "checkedAt": "2026-11-23T10:00:00Z", "lastDeliveryAt": "2026-11-23T10:00:01.5Z",
                           "gap": { "from": "2026-11-23T08:00:00Z", "to": "2026-11-23T09:00:00Z", "state": "Done", "recovered": 3, "incomplete": 1 } },
              "token": { "valid": false, "username": "acme.shop_1", "expiresAt": "2027-01-22T10:00:00Z",
                         "dataAccessExpiresAt": "2027-02-21T10:00:00Z", "missingPermissions": ["pages_messaging"],
                         "problem": { "reason": "TokenExpired", "message": "expired" }, "checkedAt": "2026-11-23T10:00:00Z" },
              "subscriptions": [
                  { "name": "crm", "cursor": "AAAAAAAAAAc", "backlog": 12, "oldestSeconds": 305, "deadLetters": 3, "breaker": "HalfOpen",
                    "suspended": false, "lastError": { "kind": "Status", "message": "it answers 500", "at": "2026-11-23T10:00:00Z" } },
                  { "name": "archive", "cursor": "AAAAAAAAABM", "backlog": 0, "deadLetters": 0, "breaker": "Closed", "suspended": true } ],
              "replies": { "pending": 0, "failed": 0 }, "newer": { "than": "this operator" } }
            """.formatted(HASH);

        // When
        ReceiverReport report = read(json);

        // Then
        assertThat(report)
                .isEqualTo(new ReceiverReport(
                        HASH,
                        new ConfigError(HASH, "account.login: 'x' is none of Facebook, Instagram"),
                        "0.1.0-SNAPSHOT",
                        Phase.RUNNING,
                        List.of(new Credential(
                                "app.secretFiles[0]", "acme-meta", "app-secret", Credential.State.MISSING)),
                        "2026-11-23T09:00:00Z",
                        new Store(Store.State.OPEN),
                        new Webhook(
                                true,
                                List.of("messages"),
                                false,
                                new Problem("CallbackTaken", "taken"),
                                "2026-11-23T10:00:00Z",
                                "2026-11-23T10:00:01.5Z",
                                new Gap("2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z", "Done", 3, 1)),
                        new Token(
                                false,
                                "acme.shop_1",
                                "2027-01-22T10:00:00Z",
                                "2027-02-21T10:00:00Z",
                                List.of("pages_messaging"),
                                new Problem("TokenExpired", "expired")),
                        List.of(
                                new SubscriptionReport(
                                        "crm",
                                        "AAAAAAAAAAc",
                                        12,
                                        305L,
                                        3,
                                        "HalfOpen",
                                        false,
                                        new LastError("Status", "it answers 500", "2026-11-23T10:00:00Z")),
                                new SubscriptionReport("archive", "AAAAAAAAABM", 0, null, 0, "Closed", true, null))));
    }

    @Test
    void aReceiverThatHasJustStartedKnowsLittle() throws RefusedReport {
        // When
        ReceiverReport report = read("{\"phase\": \"Refusing\"}");

        // Then
        assertThat(report)
                .isEqualTo(new ReceiverReport(
                        null, null, null, Phase.REFUSING, List.of(), null, null, null, null, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                              | it is not a JSON object",
                "null                                            | it is null",
                "[]                                              | it is not a JSON object",
                "`\"Running\"`                                   | it is not a JSON object",
                "{                                               | it is not JSON",
                "<html>                                          | it is not JSON",
                "{\"phase\":\"Running\"} {}                      | it is not a JSON object",
                "{\"phase\":\"Running\",\"phase\":\"Drained\"}   | it is not JSON",
                "{}                                              | phase is missing",
                "{\"phase\":\"Flying\"}                          | phase has a value of the wrong type",
                "{\"phase\":1}                                   | phase has a value of the wrong type",
                "{\"phase\":\"Running\",\"configHash\":\"A\"}    | configHash does not match [0-9a-f]{64}",
                "{\"phase\":\"Running\",\"configHash\":7}        | configHash has a value of the wrong type",
                "{\"phase\":\"Running\",\"credentials\":[null]}  | credentials has an entry that is null",
                "{\"phase\":\"Running\",\"credentials\":[{}]}    | credentials[].secret is missing",
                "{\"phase\":\"Running\",\"credentials\":{}}      | credentials has a value of the wrong type",
                "{\"phase\":\"Running\",\"subscriptions\":[{}]}  | subscriptions[].name is missing",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"../crm\"}]} | subscriptions[].name does not match [a-z0-9][-a-z0-9.]{0,252}",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\"}]} | subscriptions[].breaker is missing",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"backlog\":-1}]} | subscriptions[].backlog is negative",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"backlog\":9223372036854775807}]} | subscriptions[].backlog is over 1000000000000",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"backlog\":1e999999999}]} | subscriptions.[].backlog has a value of the wrong type",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"backlog\":NaN}]} | subscriptions.[] has a value of the wrong type",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"backlog\":\"1\"}]} | subscriptions.[].backlog has a value of the wrong type",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"cursor\":\"a b\"}]} | subscriptions[].cursor does not match [\\x21-\\x7e]{1,256}",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"breaker\":\"Closed\",\"lastError\":{}}]} | lastError.kind is missing",
                "{\"phase\":\"Running\",\"subscriptions\":[{\"name\":\"crm\",\"lastError\":{\"kind\":\"Tls\",\"message\":\"\",\"at\":\"now\"}}]} | lastError.at is not a time in RFC 3339",
                "{\"phase\":\"Running\",\"store\":{}}            | store.state is missing",
                "{\"phase\":\"Running\",\"webhook\":{\"registered\":\"yes\"}} | webhook.registered has a value of the wrong type",
                "{\"phase\":\"Running\",\"webhook\":{\"fields\":[\"<b>\"]}} | webhook.fields[] does not match [a-z_]{1,64}",
                "{\"phase\":\"Running\",\"webhook\":{\"checkedAt\":\"now\"}} | webhook.checkedAt is not a time in RFC 3339",
                "{\"phase\":\"Running\",\"webhook\":{\"problem\":{\"reason\":\"a b\",\"message\":\"\"}}} | problem.reason does not match [A-Za-z][A-Za-z0-9]{0,63}",
                "{\"phase\":\"Running\",\"webhook\":{\"problem\":{\"reason\":\"A\"}}} | problem.message is missing",
                "{\"phase\":\"Running\",\"token\":{\"username\":\"a b\"}} | token.username does not match [A-Za-z0-9._]{1,64}",
                "{\"phase\":\"Running\",\"token\":{\"expiresAt\":\"2026-11-23\"}} | token.expiresAt is not a time in RFC 3339",
                "{\"phase\":\"Running\",\"token\":{\"expiresAt\":\"+10000-01-01T00:00:00Z\"}} | token.expiresAt is not a time from 1970 to 9999",
                "{\"phase\":\"Running\",\"token\":{\"expiresAt\":\"-0001-01-01T00:00:00Z\"}} | token.expiresAt is not a time from 1970 to 9999",
                "{\"phase\":\"Running\",\"token\":{\"missingPermissions\":[\"A\"]}} | token.missingPermissions[] does not match [a-z_]{1,128}",
            })
    void anythingElseIsRefusedByTheNameOfTheField(String json, String message) {
        assertThatExceptionOfType(RefusedReport.class)
                .isThrownBy(() -> read(json))
                .withMessage(message);
    }

    @Test
    void longTextsAndListsAreRefused() {
        assertThatExceptionOfType(RefusedReport.class)
                .isThrownBy(() -> read("{\"phase\":\"Running\",\"version\":\"" + "1".repeat(65) + "\"}"))
                .withMessage("version is longer than 64 characters");
        assertThatExceptionOfType(RefusedReport.class)
                .isThrownBy(() ->
                        read("{\"phase\":\"Running\",\"webhook\":{\"fields\":[" + "\"a\",".repeat(64) + "\"a\"]}}"))
                .withMessage("webhook.fields has more than 64 entries");
    }

    @Test
    void ofALongMessageTheBeginningIsKept() throws RefusedReport {
        // When
        ReceiverReport report =
                read("{\"phase\":\"Refusing\",\"configError\":{\"message\":\"" + "a".repeat(2000) + "\"}}");

        // Then
        assertThat(report.configError()).isEqualTo(new ConfigError(null, "a".repeat(1023) + "…"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u001b[31m", // an escape sequence
                "\\u009b31m", // the same in one character of the upper set
                "\\r\\n", // a forged line
                "\\u2028", // the same in Unicode
                "\\u202e", // what follows is shown from right to left
                "\\ud83d", // half a character, which cannot be written
                "\\u0000"
            })
    void whatATerminalWouldObeyIsTakenOut(String hostile) throws RefusedReport {
        // When
        ReceiverReport report =
                read("{\"phase\":\"Refusing\",\"configError\":{\"message\":\"before" + hostile + "after\"}}");

        // Then
        assertThat(report.configError())
                .extracting(ConfigError::message)
                .asString()
                .matches("before (\\[?31m)?after");
    }

    @Test
    void aCharacterIsNotCutInTwo() throws RefusedReport {
        // When
        ReceiverReport report =
                read("{\"phase\":\"Refusing\",\"configError\":{\"message\":\"" + "a".repeat(1022) + "😀😀\"}}");

        // Then
        assertThat(report.configError()).isEqualTo(new ConfigError(null, "a".repeat(1022) + "…"));
    }

    private static ReceiverReport read(String json) throws RefusedReport {
        return new ReportReader<>(ReceiverReport.class).read(json.getBytes(StandardCharsets.UTF_8));
    }
}
