package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account follows its MetaApp at once: when that comes, changes, or goes. */
@ApiServerTest
class SharedAppTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void anAccountWaitsForItsMetaAppAndGoesOnWithoutIt() {
        // Given
        TestAccount account = operator.account("acme");
        TestApp agency = account.app("agency");

        // When
        account.sharing(agency, operator.newId());

        // Then
        account.awaitCondition("Ready", "False AppNotFound");
        account.awaitCondition("Stalled", "True AppNotFound");
        assertThat(account.message("Accepted"))
                .contains("there is no MetaApp agency", "kubectl get metaapp --namespace " + account.namespace());
        assertThat(account.child(ConfigMap.class)).isNull();

        // When
        agency.applied();

        // Then
        account.awaitChildren();
        assertThat(account.config()).contains("id: \"9876543210987654\"", "shared: true");
        assertThat(Mounts.secrets(account)).containsExactly("agency-meta", "meta");
        account.awaitCondition("Accepted", "True Accepted");

        // When
        Map<String, String> children = account.resourceVersions();
        agency.deletedByForce();

        // Then
        account.awaitCondition("Accepted", "False AppNotFound");
        assertThat(account.message("Accepted")).contains("the receiver goes on with Meta app 9876543210987654");
        assertThat(account.resourceVersions()).isEqualTo(children);

        // When
        agency.applied();

        // Then
        account.awaitCondition("Accepted", "True Accepted");
        assertThat(account.resourceVersions()).isEqualTo(children);
    }

    @Test
    void anotherSecretOfTheMetaAppIsMountedAndTheOldOneForgotten() {
        // Given
        TestAccount account = operator.account("acme");
        TestApp agency = account.app("agency").applied();
        account.sharing(agency, operator.newId()).awaitChildren();

        // When
        agency.patched("{\"spec\":{\"secretRefs\":[{\"name\":\"rotated\",\"key\":\"app-secret\"}]}}");

        // Then
        await().untilAsserted(() -> assertThat(Mounts.secrets(account)).containsExactly("meta", "rotated"));
        assertThat(account.config()).contains("secrets/rotated/app-secret").doesNotContain("retiredApp");
    }

    @Test
    void onlyTheGatewayReachesTheReceiver() {
        // Given
        TestAccount account = operator.account("acme");

        // When
        account.sharing(account.app("agency").applied(), operator.newId()).awaitChildren();

        // Then
        assertThat(account.child(NetworkPolicy.class)
                        .getSpec()
                        .getIngress()
                        .getFirst()
                        .getFrom())
                .singleElement()
                .satisfies(peer -> assertThat(peer.getPodSelector().getMatchLabels())
                        .containsExactly(Map.entry("instagram-operator.io/app", "agency")));
    }

    @Test
    void subscribedFollowsTheMetaApp() {
        // Given
        TestAccount account = operator.account("acme");
        TestApp agency = account.app("agency").applied();
        account.sharing(agency, operator.newId());
        account.reports(account.podStarted(true), "Running", SUBSCRIBED_ACCOUNT);
        account.awaitCondition("TokenValid", "True TokenValid");
        account.awaitCondition("Subscribed", "Unknown AwaitingGateway");

        // When
        agency.says("False", "CallbackTaken", "The app has the callback https://other.example.com");

        // Then
        account.awaitCondition("Subscribed", "False CallbackTaken");
        account.awaitCondition("Stalled", "True CallbackTaken");
        assertThat(account.message("Subscribed"))
                .isEqualTo(
                        "The app is missing, MetaApp agency: The app has the callback https://other.example.com. The account itself is subscribed");

        // When
        agency.says("True", "Subscribed", "Meta sends the app's webhooks to the gateway");

        // Then
        account.awaitCondition("Ready", "True Ready");
        assertThat(account.account().get().getStatus().callbackUrl())
                .isEqualTo("http://agency-gateway." + account.namespace() + ".svc:8080/webhooks/" + account.namespace()
                        + "/agency");
    }

    @Test
    void aDeletedAccountLeavesTheAppToTheOthersEvenWithoutItsMetaApp() {
        // Given
        TestAccount account = operator.account("acme");
        TestApp agency = account.app("agency").applied();
        account.sharing(agency, operator.newId());
        String receiver = account.podStarted(true);
        account.reports(receiver, "Running", SUBSCRIBED_ACCOUNT);
        account.awaitCondition("ReceiverReady", "True ReceiverReady");
        await().untilAsserted(() ->
                assertThat(account.account().get().getStatus().webhook()).isNotNull());
        agency.deletedByForce();
        account.awaitCondition("Accepted", "False AppNotFound");

        // When
        account.deleted();

        // Then
        await().untilAsserted(() -> assertThat(account.config()).contains("desired: \"Absent\"", "shared: true"));
        assertThat(account.account().get()).isNotNull();

        // When
        account.reports(receiver, "Drained", SUBSCRIBED_ACCOUNT);

        // Then
        account.awaitGone();
    }

    /** As a receiver reports that leaves the app's callback to a gateway. */
    private static final String SUBSCRIBED_ACCOUNT = """
            ,"credentials":[{"name":"app.secretFiles[0]","secret":"agency-meta","key":"app-secret","state":"Present"},
            {"name":"accessTokenFile","secret":"meta","key":"access-token","state":"Present"}],
            "webhook":{"accountSubscribed":true,"checkedAt":"2026-11-23T10:00:00Z"},
            "token":{"valid":true,"username":"acme"}
            """;
}
