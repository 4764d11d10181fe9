package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

@ApiServerTest
class NamedNamespaceTest {

    @Test
    void anOperatorOfOneNamespaceNeedsNoRightElsewhereAndSeesNothingElse() {
        // Given
        ApiServer server = new ApiServer();
        String namespace = server.newNamespace();
        try (FakeReceivers receivers = new FakeReceivers();
                RunningOperator _ =
                        new RunningOperator(server.operatorOf(namespace), receivers.port(), Set.of(namespace))) {
            TestAccount elsewhere =
                    new TestAccount(server.admin(), server.newNamespace(), "acme", receivers).applied("8001");

            // When
            TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("8001");

            // Then
            account.awaitChildren();
            account.awaitCondition("Accepted", "True Accepted");
            assertThat(elsewhere.account().get().getStatus().conditions()).isEmpty();
        }
    }
}
