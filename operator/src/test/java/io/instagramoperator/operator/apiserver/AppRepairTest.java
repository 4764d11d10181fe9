package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What others do to the objects of a gateway is undone; what others own is left. */
@ApiServerTest
class AppRepairTest {

    static final List<Class<? extends HasMetadata>> CHILDREN = TestGateway.CHILDREN;

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    static Stream<Arguments> edits() {
        return Stream.of(
                arguments(ConfigMap.class, "{'data':{'config.yaml':'accounts: []'}}"),
                arguments(Deployment.class, "{'spec':{'replicas':0}}"),
                arguments(Deployment.class, "{'spec':{'strategy':{'type':'Recreate','rollingUpdate':null}}}"),
                arguments(Deployment.class, "{'spec':{'strategy':{'rollingUpdate':{'maxUnavailable':2}}}}"),
                arguments(Deployment.class, "{'spec':{'template':{'spec':{'automountServiceAccountToken':true}}}}"),
                arguments(Service.class, "{'spec':{'selector':{'app.kubernetes.io/instance':'x'}}}"),
                arguments(Service.class, "{'spec':{'ports':[{'name':'webhook','port':8080,'targetPort':1}]}}"),
                arguments(ServiceAccount.class, "{'automountServiceAccountToken':true}"),
                arguments(PodDisruptionBudget.class, "{'spec':{'maxUnavailable':2}}"),
                arguments(NetworkPolicy.class, "{'spec':{'egress':[]}}"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anEditIsPutBack(Class<? extends HasMetadata> type, String edit) {
        // Given
        TestGateway gateway = withChildren();
        HasMetadata before = gateway.child(type);

        // When
        patched(gateway.child(type), edit.replace('\'', '"'));

        // Then
        await().untilAsserted(() -> assertThat(content(gateway.child(type))).isEqualTo(content(before)));
    }

    @ParameterizedTest
    @FieldSource("CHILDREN")
    void labelsArePutBackAndWhatIsForeignIsLeft(Class<? extends HasMetadata> type) {
        // Given
        TestGateway gateway = withChildren();
        Map<String, String> labels = gateway.child(type).getMetadata().getLabels();

        // When
        patched(gateway.child(type), "{\"metadata\":{\"labels\":null}}");
        await().untilAsserted(() ->
                assertThat(gateway.child(type).getMetadata().getLabels()).isEqualTo(labels));
        patched(
                gateway.child(type),
                "{\"metadata\":{\"labels\":{\"team\":\"crm\",\"app.kubernetes.io/instance\":\"x\"}}}");

        // Then
        await().untilAsserted(() -> assertThat(gateway.child(type).getMetadata().getLabels())
                .containsAllEntriesOf(labels)
                .containsEntry("team", "crm"));
    }

    @ParameterizedTest
    @FieldSource("CHILDREN")
    void whatIsDeletedIsMadeAnew(Class<? extends HasMetadata> type) {
        // Given
        TestGateway gateway = withChildren();
        String uid = gateway.child(type).getMetadata().getUid();

        // When
        patched(gateway.child(type), "{\"metadata\":{\"finalizers\":null}}");
        operator.admin().resource(gateway.child(type)).delete();

        // Then
        await().untilAsserted(() -> assertThat(gateway.child(type))
                .isNotNull()
                .satisfies(child -> assertThat(child.getMetadata().getUid()).isNotEqualTo(uid)));
    }

    @Test
    void theGarbageCollectorFindsTheChildrenAndDoesNotTakeThemFirst() {
        // When
        TestGateway gateway = withChildren();

        // Then
        String uid = gateway.app().app().get().getMetadata().getUid();
        for (Class<? extends HasMetadata> type : CHILDREN) {
            assertThat(gateway.child(type).getMetadata().getOwnerReferences())
                    .as(type.getSimpleName())
                    .extracting(
                            OwnerReference::getApiVersion,
                            OwnerReference::getKind,
                            OwnerReference::getName,
                            OwnerReference::getUid,
                            OwnerReference::getController,
                            OwnerReference::getBlockOwnerDeletion)
                    .containsExactly(
                            tuple("instagram-operator.io/v1alpha1", "MetaApp", "agency", uid, true, null),
                            tuple(
                                    "v1",
                                    "Namespace",
                                    gateway.app().namespace(),
                                    operator.uidOf(gateway.app().namespace()),
                                    null,
                                    null));
        }
    }

    @Test
    void whatSomebodyElseOwnsIsNotTaken() {
        // Given
        TestGateway gateway = operator.gateway("agency");
        operator.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(gateway.app().namespace())
                        .withName(gateway.name())
                        .endMetadata()
                        .addToData("config.yaml", "somebody else's")
                        .build())
                .create();

        // When
        gateway.app().applied();

        // Then
        gateway.awaitCondition("GatewayReady", "False ConfigNotApplied");
        assertThat(gateway.message("GatewayReady"))
                .contains("ConfigMap agency-gateway exists in namespace", "is not this MetaApp's");
        assertThat(gateway.config()).isEqualTo("somebody else's");
    }

    /** Gateways and receivers are told apart by their labels, not by their names. */
    @Test
    void anAccountAndAnAppOfTheSameNameDoNotDisturbEachOther() {
        // Given
        TestGateway gateway = withChildren();
        TestAccount account = gateway.account("agency").sharing(gateway.app(), operator.newId());
        account.awaitChildren();

        // When
        gateway.runsWell();
        account.reportsThatAllIsWell(account.podStarted(true));

        // Then
        account.awaitCondition("ReceiverReady", "True ReceiverReady");
        account.awaitCondition("Subscribed", "True Subscribed");
        gateway.awaitCondition("Ready", "True Ready");
    }

    private static TestGateway withChildren() {
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();
        gateway.awaitCondition("Ready", "False Starting");
        return gateway;
    }

    private static void patched(HasMetadata child, String json) {
        operator.admin().resource(child).patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    /** All but what moves with every write. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> content(HasMetadata object) {
        Map<String, Object> content = Serialization.unmarshal(Serialization.asJson(object), Map.class);
        content.remove("status");
        content.put("metadata", object.getMetadata().getLabels());
        return content;
    }
}
