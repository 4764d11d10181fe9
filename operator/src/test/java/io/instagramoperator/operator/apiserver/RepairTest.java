package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What others do to the children of an account: the operator puts back what is its own, and leaves the rest. */
@ApiServerTest
class RepairTest {

    static final List<Class<? extends HasMetadata>> CHILDREN = TestAccount.CHILDREN;

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    static Stream<Arguments> edits() {
        return Stream.of(
                arguments(ConfigMap.class, "{'data':{'config.yaml':'desired: Absent'}}"),
                arguments(ConfigMap.class, "{'data':null}"),
                arguments(Deployment.class, "{'spec':{'replicas':3}}"),
                arguments(Deployment.class, "{'spec':{'strategy':{'type':'RollingUpdate'}}}"),
                arguments(
                        Deployment.class,
                        "{'spec':{'template':{'metadata':{'labels':{'instagram-operator.io/account':'x'}}}}}"),
                arguments(Deployment.class, "{'spec':{'template':{'spec':{'automountServiceAccountToken':true}}}}"),
                arguments(
                        Deployment.class, "{'spec':{'template':{'spec':{'securityContext':{'runAsNonRoot':false}}}}}"),
                arguments(
                        Deployment.class,
                        "{'spec':{'template':{'spec':{'serviceAccountName':'default','serviceAccount':'default'}}}}"),
                arguments(Service.class, "{'spec':{'selector':{'app.kubernetes.io/instance':'x'}}}"),
                arguments(Service.class, "{'spec':{'publishNotReadyAddresses':false}}"),
                arguments(Service.class, "{'spec':{'ports':[{'name':'webhook','port':8080,'targetPort':1}]}}"),
                arguments(ServiceAccount.class, "{'automountServiceAccountToken':true}"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anEditIsPutBack(Class<? extends HasMetadata> type, String edit) {
        // Given
        TestAccount account = withChildren();
        HasMetadata before = account.child(type);

        // When
        patched(account.child(type), edit.replace('\'', '"'));

        // Then
        await().untilAsserted(() -> assertThat(content(account.child(type))).isEqualTo(content(before)));
    }

    @ParameterizedTest
    @FieldSource("CHILDREN")
    void labelsArePutBackAndWhatIsForeignIsLeft(Class<? extends HasMetadata> type) {
        // Given
        TestAccount account = withChildren();
        Map<String, String> labels = account.child(type).getMetadata().getLabels();
        String uid = account.child(type).getMetadata().getUid();

        // When
        patched(account.child(type), "{\"metadata\":{\"labels\":null}}");
        await().untilAsserted(() ->
                assertThat(account.child(type).getMetadata().getLabels()).isEqualTo(labels));
        patched(account.child(type), """
                {"metadata":{"labels":{"team":"crm","app.kubernetes.io/instance":"x"},"annotations":{"example.com/team":"crm"}}}
                """);

        // Then
        await().untilAsserted(() -> {
            HasMetadata child = account.child(type);
            assertThat(child.getMetadata().getLabels())
                    .containsAllEntriesOf(labels)
                    .containsEntry("team", "crm");
            assertThat(child.getMetadata().getAnnotations()).containsEntry("example.com/team", "crm");
        });
        assertThat(account.child(type).getMetadata().getUid()).isEqualTo(uid);
        assertThat(account.condition("Accepted")).isEqualTo("True Accepted");
    }

    /** Clusters like this one let nobody change the owners of what he may not delete. */
    @ParameterizedTest
    @FieldSource("CHILDREN")
    void anOwnerThatIsTakenAwayIsPutBack(Class<? extends HasMetadata> type) {
        // Given
        TestAccount account = withChildren();
        ObjectMeta before = account.child(type).getMetadata();

        // When
        patched(account.child(type), "{\"metadata\":{\"ownerReferences\":null}}");

        // Then
        await().untilAsserted(() -> assertThat(account.child(type).getMetadata().getOwnerReferences())
                .isEqualTo(before.getOwnerReferences()));
        assertThat(account.child(type).getMetadata().getUid()).isEqualTo(before.getUid());
    }

    @ParameterizedTest
    @FieldSource("CHILDREN")
    void whatIsDeletedIsMadeAnew(Class<? extends HasMetadata> type) {
        // Given
        TestAccount account = withChildren();
        String uid = account.child(type).getMetadata().getUid();

        // When
        patched(account.child(type), "{\"metadata\":{\"finalizers\":null}}");
        operator.admin().resource(account.child(type)).delete();

        // Then
        account.awaitChildren();
        await().untilAsserted(() -> assertThat(account.child(type))
                .isNotNull()
                .satisfies(child -> assertThat(child.getMetadata().getUid()).isNotEqualTo(uid)));
    }

    /** Deletion in the foreground would take away what has no other owner, and the receiver has to unsubscribe and to drain first. */
    @Test
    void theGarbageCollectorFindsTheChildrenAndDoesNotTakeThemFirst() {
        // When
        TestAccount account = withChildren();

        // Then
        String uid = account.account().get().getMetadata().getUid();
        for (Class<? extends HasMetadata> type : CHILDREN) {
            assertThat(account.child(type).getMetadata().getOwnerReferences())
                    .as(type.getSimpleName())
                    .extracting(
                            OwnerReference::getApiVersion,
                            OwnerReference::getKind,
                            OwnerReference::getName,
                            OwnerReference::getUid,
                            OwnerReference::getController,
                            OwnerReference::getBlockOwnerDeletion)
                    .containsExactly(
                            tuple("instagram-operator.io/v1alpha1", "InstagramAccount", "acme", uid, true, null),
                            tuple(
                                    "v1",
                                    "Namespace",
                                    account.namespace(),
                                    operator.uidOf(account.namespace()),
                                    null,
                                    null));
        }
    }

    @Test
    void whatIsLeftOverFromAnAccountOfTheSameNameIsNotTaken() {
        // Given
        TestAccount account = withChildren();
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        account.deleted();
        account.awaitGone();
        Map<String, String> leftOver = account.resourceVersions();

        // When
        account.applied(operator.newId());

        // Then
        account.awaitCondition("Ready", "False ConfigNotApplied");
        assertThat(account.message("Ready")).contains("left over from a deleted InstagramAccount", "made anew");
        assertThat(account.condition("Reconciling")).isEqualTo("True ConfigNotApplied");
        assertThat(account.condition("Accepted")).isEqualTo("True Accepted");
        assertThat(account.resourceVersions()).isEqualTo(leftOver);

        // When
        for (Class<? extends HasMetadata> type : CHILDREN) {
            patched(account.child(type), "{\"metadata\":{\"finalizers\":null}}");
            operator.admin().resource(account.child(type)).delete();
        }

        // Then
        account.awaitChildren();
        account.awaitCondition("Ready", "False Starting");
        String uid = account.account().get().getMetadata().getUid();
        assertThat(account.child(Deployment.class).getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .contains(uid);
    }

    /** Its volume has the messages of another one of the same name, whose finalizer somebody has taken away. */
    @Test
    void whatIsOlderThanTheAccountIsNotTaken() {
        // Given
        TestAccount account = withChildren();
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        account.deleted();
        account.awaitGone();
        String namespace = "[{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"name\":\"%s\",\"uid\":\"%s\"}]"
                .formatted(account.namespace(), operator.uidOf(account.namespace()));
        for (Class<? extends HasMetadata> type : CHILDREN) {
            patched(account.child(type), "{\"metadata\":{\"ownerReferences\":" + namespace + "}}");
        }
        Map<String, String> before = account.resourceVersions();
        Instant made =
                Instant.parse(account.child(Deployment.class).getMetadata().getCreationTimestamp());
        await().until(() -> Instant.now().minusSeconds(1).isAfter(made));

        // When
        account.applied(operator.newId());

        // Then
        account.awaitCondition("Ready", "False ConfigNotApplied");
        assertThat(account.message("Ready")).contains("and is not this InstagramAccount's. Delete it");
        assertThat(account.resourceVersions()).isEqualTo(before);
    }

    private static TestAccount withChildren() {
        TestAccount account = operator.account("acme").applied(operator.newId());
        account.awaitChildren();
        account.awaitCondition("Ready", "False Starting");
        return account;
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
