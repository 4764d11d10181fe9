package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.subscription.ConditionReason;
import io.instagramoperator.crds.subscription.ConditionType;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reason that a condition of a subscription can have, from what brings it about to the stored status. A new one does not compile without its row. */
@ApiServerTest
class EverySubscriptionReasonTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource
    void ofASubscription(ConditionReason reason) {
        // Given
        TestAccount account = operator.account("acme");
        TestSubscription crm = account.subscription("crm");

        // When
        Expected expected = bringAbout(reason, account, crm);

        // Then
        crm.awaitCondition(expected.type().type(), expected.status() + " " + reason.reason());
        assertThat(crm.message(expected.type().type()))
                .as("says more than its reason, in one line")
                .hasSizeGreaterThan(20)
                .matches("\\P{Cntrl}+");
        assertThat(crm.condition("Reconciling")).isNotEmpty();
    }

    private record Expected(ConditionType type, String status) {}

    private static final Expected NOT_ACCEPTED = new Expected(ConditionType.ACCEPTED, "False");
    private static final Expected NOT_DELIVERING = new Expected(ConditionType.DELIVERING, "False");
    private static final Expected UNKNOWN = new Expected(ConditionType.DELIVERING, "Unknown");

    private static Expected bringAbout(ConditionReason reason, TestAccount account, TestSubscription crm) {
        return switch (reason) {
            case INVALID_SPEC -> {
                account.applied(operator.newId());
                crm.applied("accountRef: { name: acme }", "url: \"https://crm.example.com/[hooks]\"");
                yield NOT_ACCEPTED;
            }
            case ACCOUNT_NOT_FOUND -> {
                crm.applied(account);
                yield NOT_ACCEPTED;
            }
            case NO_ACCOUNT_MATCHES -> {
                account.applied(operator.newId());
                crm.applied("accountSelector: { matchLabels: { team: crm } }", "url: https://crm.example.com/hooks");
                yield NOT_ACCEPTED;
            }
            case TOO_MANY_SUBSCRIPTIONS -> {
                account.applied(operator.newId());
                IntStream.rangeClosed(1, 100)
                        .forEach(i -> account.subscription("a" + i).applied(account));
                crm.applied(account);
                yield NOT_ACCEPTED;
            }
            case SECRET_NOT_FOUND -> signingSecretIs("Missing", account, crm);
            case SECRET_KEY_MISSING -> {
                ready(account, crm);
                crm.patched("{\"spec\":{\"sink\":{\"http\":{\"caRef\":{\"name\":\"crm-hook\",\"key\":\"ca.crt\"}}}}}");
                yield reportsSecrets(
                        account,
                        crm,
                        "\"key\":\"secret\",\"state\":\"Present\"",
                        "\"key\":\"ca.crt\",\"state\":\"Missing\"");
            }
            case SECRET_EMPTY -> signingSecretIs("Empty", account, crm);
            case SECRET_INVALID -> fails("Credential", account, crm);
            case ADDRESS_REFUSED -> fails("Address", account, crm);
            case ENDPOINT_FAILING -> fails("Refused", account, crm);
            case GONE -> {
                ready(account, crm);
                yield reports(account, crm.well().replace("\"suspended\":false", "\"suspended\":true"));
            }
            case BACKLOG_GROWING -> {
                ready(account, crm);
                yield reports(account, crm.well().replace("\"backlog\":0", "\"backlog\":1,\"oldestSeconds\":400"));
            }
            case SUBSCRIPTION_SUSPENDED -> {
                ready(account, crm);
                crm.patched("{\"spec\":{\"suspended\":true}}");
                yield NOT_DELIVERING;
            }
            case RECEIVER_NOT_READY -> {
                account.applied(operator.newId());
                crm.applied(account);
                yield UNKNOWN;
            }
            case NOT_ACCEPTED -> {
                crm.applied(account);
                yield UNKNOWN;
            }
        };
    }

    private static Expected signingSecretIs(String state, TestAccount account, TestSubscription crm) {
        ready(account, crm);
        return reportsSecrets(account, crm, "\"key\":\"secret\",\"state\":\"" + state + "\"");
    }

    private static Expected reportsSecrets(TestAccount account, TestSubscription crm, String... secrets) {
        crm.awaitToldTo(account);
        String known = TestAccount.SECRETS_PRESENT.strip().replaceFirst("]$", "");
        for (String secret : secrets) {
            known += ",{\"name\":\"subscriptions[crm]\",\"secret\":\"crm-hook\"," + secret + "}";
        }
        account.deploymentReady(1);
        account.reports(
                account.pod().getStatus().getPodIP(),
                "Running",
                known + "]" + TestAccount.META_CONTENT + ",\"subscriptions\":[" + crm.well() + "]");
        return NOT_DELIVERING;
    }

    private static Expected fails(String kind, TestAccount account, TestSubscription crm) {
        ready(account, crm);
        return reports(account, crm.failing(kind, "in the receiver's words"));
    }

    private static Expected reports(TestAccount account, String about) {
        account.reportsOnSubscriptions(account.pod().getStatus().getPodIP(), about);
        return NOT_DELIVERING;
    }

    private static void ready(TestAccount account, TestSubscription crm) {
        account.applied(operator.newId());
        account.reportsThatAllIsWell(account.podStarted(true));
        crm.applied(account).delivering(account);
    }
}
