package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.account.ConditionReason;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Meta thinks of an account, from the receiver's {@code /status} to the conditions of the stored resource: each reason there is. */
@ApiServerTest
class MetaTroubleTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    static Stream<ConditionReason> ofSubscribed() {
        return EnumSet.range(ConditionReason.REGISTRATION_MANUAL, ConditionReason.GRAPH_ERROR).stream();
    }

    static Stream<ConditionReason> ofTokenValid() {
        return EnumSet.range(ConditionReason.TOKEN_EXPIRED, ConditionReason.UNVERIFIED).stream();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource
    void ofSubscribed(ConditionReason reason) {
        // Given
        String status = reason == ConditionReason.REGISTRATION_MANUAL ? "Unknown " : "False ";

        // When
        TestAccount account = reporting(
                "\"webhook\":{\"registered\":false,\"fields\":[],\"accountSubscribed\":false," + problem(reason) + "}",
                "\"token\":{\"valid\":true,\"username\":\"acme\"}");

        // Then
        account.awaitCondition("Subscribed", status + reason.reason());
        account.awaitCondition("Ready", status + reason.reason());
        assertThat(account.message("Subscribed")).isEqualTo("in the receiver's words");
        assertThat(account.condition("TokenValid")).startsWith("True ");
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource
    void ofTokenValid(ConditionReason reason) {
        // Given
        boolean valid = EnumSet.of(
                        ConditionReason.TOKEN_EXPIRING_SOON,
                        ConditionReason.PERMISSION_MISSING,
                        ConditionReason.WRONG_ACCOUNT)
                .contains(reason);
        String status =
                switch (reason) {
                    case TOKEN_EXPIRING_SOON -> "True ";
                    case UNVERIFIED -> "Unknown ";
                    default -> "False ";
                };

        // When
        TestAccount account = reporting(
                "\"webhook\":{\"registered\":true,\"fields\":[\"messages\"],\"accountSubscribed\":true}",
                "\"token\":{" + (reason == ConditionReason.UNVERIFIED ? "" : "\"valid\":" + valid + ",")
                        + problem(reason) + "}");

        // Then
        account.awaitCondition("TokenValid", status + reason.reason());
        account.awaitCondition(
                "Ready", status + (reason == ConditionReason.TOKEN_EXPIRING_SOON ? "Ready" : reason.reason()));
        assertThat(account.message("TokenValid")).isEqualTo("in the receiver's words");
        assertThat(account.condition("Subscribed")).startsWith("True ");
    }

    private static TestAccount reporting(String webhook, String token) {
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(true);
        account.reports(receiver, "Running", TestAccount.SECRETS_PRESENT + "," + webhook + "," + token);
        return account;
    }

    private static String problem(ConditionReason reason) {
        return "\"problem\":{\"reason\":\"" + reason.reason() + "\",\"message\":\"in the receiver's words\"}";
    }
}
