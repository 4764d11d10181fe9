package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Most clusters let the operator give an object an owner. Here one has to have all rights for that. */
@ApiServerTest
class AdoptionTest {

    @Test
    void anOwnerThatWasTakenAwayIsPutBack() {
        // Given
        ApiServer server = new ApiServer();
        String namespace = server.newNamespace();
        try (FakeReceivers receivers = new FakeReceivers();
                RunningOperator _ = new RunningOperator(new ApiServer().admin(), receivers.port(), Set.of(namespace))) {
            TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("8002");
            account.awaitChildren();
            String uid = account.account().get().getMetadata().getUid();
            Map<String, String> objects = uids(account);

            for (Class<? extends HasMetadata> type : TestAccount.CHILDREN) {
                // When
                server.admin()
                        .resource(account.child(type))
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"ownerReferences\":null}}");

                // Then
                await().untilAsserted(() -> assertThat(
                                account.child(type).getMetadata().getOwnerReferences())
                        .extracting(OwnerReference::getUid)
                        .containsExactly(uid));
            }
            assertThat(uids(account)).isEqualTo(objects);
            assertThat(account.child(ConfigMap.class).getData()).containsKey("config.yaml");
        }
        server.admin().close();
    }

    private static Map<String, String> uids(TestAccount account) {
        return TestAccount.CHILDREN.stream()
                .collect(java.util.stream.Collectors.toMap(
                        Class::getSimpleName,
                        type -> account.child(type).getMetadata().getUid()));
    }
}
