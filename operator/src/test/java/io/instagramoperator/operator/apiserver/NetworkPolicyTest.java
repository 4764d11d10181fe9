package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import java.util.Set;
import org.junit.jupiter.api.Test;

@ApiServerTest
class NetworkPolicyTest {

    @Test
    void isThereUnlessTheOperatorIsToldToMakeNone() {
        ApiServer server = new ApiServer();
        String namespace = server.newNamespace();
        Set<String> namespaces = Set.of(namespace);
        try (FakeReceivers receivers = new FakeReceivers()) {
            // Given
            TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("6001");
            try (RunningOperator _ = new RunningOperator(server.operatorOf(namespace), receivers.port(), namespaces)) {
                account.awaitChildren();
            }
            assertThat(account.child(NetworkPolicy.class).getSpec().getPolicyTypes())
                    .containsExactly("Ingress", "Egress");

            // When
            try (RunningOperator _ = new RunningOperator(
                    server.operatorOf(namespace),
                    receivers.port(),
                    namespaces,
                    new FixedReceiverSettings().withoutNetworkPolicies())) {

                // Then
                await().until(() -> account.child(NetworkPolicy.class) == null);
            }
        }
    }
}
