package io.instagramoperator.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An account and an app of one name: which of them keeps the route. */
class SeniorityTest {

    private static final String HOST = "host: hooks.example.com";
    private static final String INGRESS = HOST + ", ingress: {}";
    private static final String ROUTE = HOST + ", gateway: { parentRefs: [ { name: public } ] }";

    @ParameterizedTest(name = "an account of {0} and an app of {1}: {2}")
    @CsvSource({
        "12:00:00, 12:00:01, account",
        "12:00:01, 12:00:00, app",
        "12:00:00, 12:00:00, account",
    })
    void theOlderOneKeepsIt(String accountCreated, String appCreated, String keeps) {
        // Given
        InstagramAccount account = account(accountCreated, INGRESS);
        MetaApp app = app(appCreated, ROUTE);

        // When // Then
        assertThat(Seniority.over(account, Optional.of(app)).isPresent()).isEqualTo(keeps.equals("app"));
        assertThat(Seniority.over(app, Optional.of(account)).isPresent()).isEqualTo(keeps.equals("account"));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                INGRESS + " | host: other.example.com, ingress: {}",
                INGRESS + " | " + HOST,
                HOST + "    | " + INGRESS,
                INGRESS + " | fields: [ messages ]",
            })
    void twoAddressesOrOneRouteAreNoneOfItsBusiness(String ofAccount, String ofApp) {
        // Given
        InstagramAccount account = account("12:00:00", ofAccount);
        MetaApp app = app("12:00:01", ofApp);

        // When // Then
        assertThat(Seniority.over(account, Optional.of(app))).isEmpty();
        assertThat(Seniority.over(app, Optional.of(account))).isEmpty();
    }

    @Test
    void withoutANamesakeThereIsNone() {
        assertThat(Seniority.over(account("12:00:00", INGRESS), Optional.empty()))
                .isEmpty();
        assertThat(Seniority.over(app("12:00:00", INGRESS), Optional.empty())).isEmpty();
    }

    private static InstagramAccount account(String created, String webhook) {
        return Serialization.unmarshal("""
                kind: InstagramAccount
                metadata: { name: acme, namespace: social, creationTimestamp: "2026-11-26T%sZ" }
                spec: { instagramId: "17841405822304914", webhook: { %s } }
                """.formatted(created, webhook), InstagramAccount.class);
    }

    private static MetaApp app(String created, String webhook) {
        return Serialization.unmarshal("""
                kind: MetaApp
                metadata: { name: acme, namespace: social, creationTimestamp: "2026-11-26T%sZ" }
                spec: { appId: "9876543210987654", webhook: { %s } }
                """.formatted(created, webhook), MetaApp.class);
    }
}
