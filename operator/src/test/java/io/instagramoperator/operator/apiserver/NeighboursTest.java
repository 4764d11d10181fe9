package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An account is not alone: other accounts, other people, other tools. */
@ApiServerTest
class NeighboursTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void twoNamespacesMayUseTheSameName() {
        // When
        TestAccount one = operator.account("acme").applied(operator.newId());
        TestAccount other = operator.account("acme").applied(operator.newId());

        // Then
        one.awaitChildren();
        other.awaitChildren();
        assertThat(one.config()).contains(one.namespace()).doesNotContain(other.namespace());
    }

    @Test
    void theOlderOfTwoKeepsAnInstagramIdAndTheNewerTakesOver() {
        // Given
        String id = operator.newId();
        TestAccount older = operator.account("older").applied(id);
        older.awaitChildren();
        Instant created = Instant.parse(older.account().get().getMetadata().getCreationTimestamp());
        await("creation times have whole seconds").until(() -> Instant.now().isAfter(created.plusSeconds(1)));

        // When
        TestAccount newer = operator.account("newer").applied(id);

        // Then
        newer.awaitCondition("Ready", "False DuplicateInstagramId");
        assertThat(newer.message("Ready")).contains(id, older.namespace() + "/older");
        assertThat(newer.child(ConfigMap.class)).isNull();

        // When
        older.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        older.deleted();

        // Then
        older.awaitGone();
        newer.awaitChildren();
        newer.awaitCondition("Accepted", "True Accepted");
    }

    @Test
    void whatOthersChangeIsPutBackAndWhatTheyAddIsLeft() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String config = account.config();

        // When
        operator.admin()
                .resource(account.child(ConfigMap.class))
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"team\":\"crm\"}},\"data\":{\"config.yaml\":\"desired: Absent\"}}");

        // Then
        await().untilAsserted(() -> assertThat(account.config()).isEqualTo(config));
        assertThat(account.child(ConfigMap.class).getMetadata().getLabels()).containsEntry("team", "crm");
    }

    @Test
    void anObjectOfSomebodyElseIsNotTaken() {
        // Given
        TestAccount account = operator.account("acme");
        ConfigMap foreign = operator.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(account.namespace())
                        .withName(account.childName())
                        .endMetadata()
                        .addToData("mine", "yes")
                        .build())
                .create();

        // When
        account.applied(operator.newId());

        // Then
        account.awaitCondition("Ready", "False ConfigNotApplied");
        assertThat(account.message("Ready")).contains("ConfigMap acme-receiver exists", "Delete it");
        assertThat(account.child(ConfigMap.class)).isEqualTo(foreign);

        // When
        operator.admin().resource(foreign).delete();

        // Then
        account.awaitChildren();
    }
}
