package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An operator of which the image was upgraded, but not the rights. */
@ApiServerTest
class EarlyRightsTest {

    @Test
    void anAccountComesAndGoesWithoutTheRightToReadItsNamespace() {
        ApiServer server = new ApiServer();
        String namespace = server.newNamespace();
        try (FakeReceivers receivers = new FakeReceivers();
                RunningOperator _ =
                        new RunningOperator(server.earlyOperatorOf(namespace), receivers.port(), Set.of(namespace))) {
            // When
            TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("7005");
            String receiver = account.podStarted(true);
            account.reportsThatAllIsWell(receiver);

            // Then
            account.awaitCondition("Ready", "True Ready");
            String uid = account.account().get().getMetadata().getUid();
            assertThat(TestAccount.CHILDREN).allSatisfy(type -> assertThat(
                            account.child(type).getMetadata().getOwnerReferences())
                    .extracting(OwnerReference::getUid)
                    .isEqualTo(List.of(uid)));

            // When
            account.deleted();
            account.awaitCondition("Ready", "False Deleting");
            account.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT);

            // Then
            account.awaitGone();
        }
    }
}
