package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be wrong with a subscription is said in its status, and harms neither its account nor its neighbours. */
@ApiServerTest
class SubscriptionTroubleTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void anEndpointThatFailsIsSaidInBothAndTheAccountStaysReady() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription crm = account.subscription("crm").applied(account).delivering(account);
        String receiver = account.pod().getStatus().getPodIP();

        // When
        account.reportsOnSubscriptions(receiver, crm.failing("Refused", "nobody listens at crm.example.com:443"));

        // Then
        crm.awaitCondition("Ready", "False EndpointFailing");
        assertThat(crm.message("Ready"))
                .contains("acme", "https://crm.example.com/hooks", "nobody listens at crm.example.com:443");
        account.awaitCondition("Delivering", "False SubscriptionFailing");
        assertThat(account.message("Delivering")).contains("describe eventsubscription crm");
        assertThat(account.condition("Ready")).isEqualTo("True Ready");
    }

    @Test
    void aWrongAccountNameIsSaidUntilThereIsSuchAnAccount() {
        // Given
        TestAccount account = operator.account("acme");

        // When
        TestSubscription crm = account.subscription("crm").applied(account);

        // Then
        crm.awaitCondition("Ready", "False AccountNotFound");
        assertThat(crm.message("Ready")).contains("acme", "spec.accountRef.name", "get instagramaccounts");
        assertThat(crm.condition("Stalled")).isEqualTo("True AccountNotFound");
        assertThat(crm.condition("Delivering")).isEqualTo("Unknown NotAccepted");

        // When
        account.applied(operator.newId());

        // Then
        crm.awaitCondition("Accepted", "True Accepted");
        crm.awaitToldTo(account);
        assertThat(crm.condition("Stalled")).isEmpty();

        // When
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        account.deleted();

        // Then
        crm.awaitCondition("Ready", "False AccountNotFound");
    }

    @Test
    void aMissingSecretIsSaidAndDoesNotKeepTheAccountFromBeingReady() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription crm = account.subscription("crm").applied(account);
        crm.awaitToldTo(account);
        account.deploymentReady(1);

        // When
        account.reportsMissing(
                account.pod().getStatus().getPodIP(),
                "subscriptions[crm].http.signingSecretFiles[0]",
                "crm-hook",
                "secret",
                crm.failing("Credential", "crm-hook/secret cannot be read"));

        // Then
        crm.awaitCondition("Ready", "False SecretNotFound");
        assertThat(crm.message("Ready"))
                .contains(
                        "Secret crm-hook not found",
                        "spec.sink.http.signingSecretRef",
                        "create secret generic crm-hook");
        assertThat(crm.condition("Stalled")).isEqualTo("True SecretNotFound");
        account.awaitCondition("Ready", "True Ready");
        account.awaitCondition("Delivering", "False SubscriptionFailing");
    }

    @Test
    void anAddressThatReceiversRefuseDoesNotReachThem() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription good = account.subscription("good").applied(account).delivering(account);

        // When
        TestSubscription bad = account.subscription("bad")
                .applied("accountRef: { name: acme }", "url: \"https://crm.example.com/[hooks]\"");

        // Then
        bad.awaitCondition("Ready", "False InvalidSpec");
        assertThat(bad.message("Ready")).contains("spec.sink.http.url", "position");
        assertThat(account.config()).doesNotContain("\"bad\"");
        assertThat(good.condition("Ready")).isEqualTo("True Ready");
        assertThat(account.condition("Ready")).isEqualTo("True Ready");
    }
}
