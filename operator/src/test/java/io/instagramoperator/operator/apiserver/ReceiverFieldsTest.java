package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code spec.receiver} says of the pod reaches the Deployment, goes again with the field, and is explained where it cannot be. */
@ApiServerTest
class ReceiverFieldsTest {

    private static final Path COMPLETE = Path.of("../crds/samples/valid/complete.yaml");

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void everyFieldIsTakenByTheApiServerAndNeverWrittenTwice() throws IOException {
        // Given
        TestAccount account = operator.readyAccount("acme");

        // When
        account.patched("{\"spec\":{\"receiver\":" + completeReceiver() + "}}");

        // Then
        await().untilAsserted(() -> assertThat(template(account).getMetadata().getAnnotations())
                .containsEntry("example.com/scrape", "true"));
        assertThat(account.condition("Accepted")).isEqualTo("True Accepted");
        assertThat(template(account).getSpec().getPriorityClassName()).isEqualTo("business-critical");
        assertThat(template(account).getSpec().getTopologySpreadConstraints()).hasSize(1);
        assertNothingIsWrittenWhenReconciledAgain(account);
    }

    @Test
    void whatIsRemovedFromTheSpecIsRemovedFromTheDeployment() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        PodTemplateSpec before = template(account);
        account.patched("""
                {"spec":{"receiver":{"podLabels":{"team":"social","tier":"a"},"podAnnotations":{"example.com/scrape":"true"},
                 "priorityClassName":"business-critical","nodeSelector":{"pool":"a"},
                 "tolerations":[{"key":"dedicated","operator":"Exists"}],
                 "resources":{"limits":{"memory":"1Gi"}},
                 "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}],
                 "affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"zone"}]}}}}}
                """);
        await().untilAsserted(() ->
                assertThat(template(account).getMetadata().getLabels()).containsEntry("team", "social"));
        operator.admin()
                .resource(account.child(Deployment.class))
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"labels\":{\"foreign\":\"yes\"}}}");

        // When
        account.patched("{\"spec\":{\"receiver\":{\"podLabels\":{\"team\":null}}}}");

        // Then
        await().untilAsserted(() -> assertThat(template(account).getMetadata().getLabels())
                .doesNotContainKey("team")
                .containsEntry("tier", "a"));

        // When
        account.patched("""
                {"spec":{"receiver":{"podLabels":null,"podAnnotations":null,"priorityClassName":null,"nodeSelector":null,
                 "tolerations":null,"resources":null,"topologySpreadConstraints":null,"affinity":null}}}
                """);

        // Then
        await().untilAsserted(() -> assertThat(template(account)).isEqualTo(before));
        assertThat(account.child(Deployment.class).getMetadata().getLabels()).containsEntry("foreign", "yes");
        assertNothingIsWrittenWhenReconciledAgain(account);
    }

    /** Without a selector the API server would count no pods at all. */
    @Test
    void spreadConstraintsAreAboutReceiversUnlessTheySayOtherwise() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        account.awaitChildren();

        // When
        account.patched("""
                {"spec":{"receiver":{"topologySpreadConstraints":
                 [{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}]}}}
                """);

        // Then
        await().untilAsserted(() -> assertThat(template(account).getSpec().getTopologySpreadConstraints())
                .singleElement()
                .satisfies(
                        constraint -> assertThat(constraint.getLabelSelector().getMatchLabels())
                                .isEqualTo(Map.of("app.kubernetes.io/name", "instagram-receiver"))));
    }

    @Test
    void aSelectorThatIsGivenReplacesTheDefaultOne() {
        // Given
        String constraint = "{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway%s }";
        String id = operator.newId();
        TestAccount account = operator.account("acme").applied(id, spread(constraint.formatted("")));
        account.awaitChildren();

        // When
        account.applied(
                id,
                spread(constraint.formatted(
                        ", labelSelector: { matchLabels: { instagram-operator.io/account: acme } }")));

        // Then
        await().untilAsserted(() -> assertThat(template(account).getSpec().getTopologySpreadConstraints())
                .singleElement()
                .satisfies(spread -> assertThat(spread.getLabelSelector().getMatchLabels())
                        .isEqualTo(Map.of("instagram-operator.io/account", "acme"))));
    }

    private static String spread(String constraint) {
        return "receiver: { topologySpreadConstraints: [ " + constraint + " ] }";
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"disk","operator":"In"}]}]}}}} | spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value
                    {"affinity":{"podAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"no key"}]}}} | spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "no key"
                    {"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway","minDomains":2}]} | spec.template.spec.topologySpreadConstraints[0].minDomains: Invalid value: 2
                    """)
    void whatOnlyTheDeploymentRefusesIsExplainedAndTheReceiverGoesOn(String receiver, String refusal) {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String deployment = account.child(Deployment.class).getMetadata().getResourceVersion();

        // When
        account.patched("{\"spec\":{\"receiver\":" + receiver + "}}");

        // Then
        account.awaitCondition("Accepted", "False InvalidSpec");
        account.awaitCondition("Stalled", "True InvalidSpec");
        assertThat(account.message("Ready"))
                .contains("Deployment acme-receiver", refusal, "Change the field of the spec that it comes from");
        assertThat(account.child(Deployment.class).getMetadata().getResourceVersion())
                .isEqualTo(deployment);

        // When
        account.patched("{\"spec\":{\"receiver\":{\"affinity\":null,\"topologySpreadConstraints\":null}}}");

        // Then
        account.awaitCondition("Ready", "True Ready");
        assertThat(account.condition("Stalled")).isEmpty();
    }

    @Test
    void anEmptyAffinityIsNone() {
        // Given
        TestAccount account = operator.readyAccount("acme");

        // When
        account.patched(
                "{\"spec\":{\"receiver\":{\"affinity\":{},\"tolerations\":[],\"topologySpreadConstraints\":[]}}}");

        // Then
        await().untilAsserted(
                        () -> assertThat(account.account().get().getStatus().observedGeneration())
                                .isEqualTo(2));
        assertThat(account.condition("Ready")).isEqualTo("True Ready");
        assertNothingIsWrittenWhenReconciledAgain(account);
    }

    private static void assertNothingIsWrittenWhenReconciledAgain(TestAccount account) {
        Map<String, String> children = account.resourceVersions();
        int before = operator.reconciled(account);
        account.annotated("example.com/looked-at", "today");
        await().until(() -> operator.reconciled(account) > before);
        assertThat(account.resourceVersions()).isEqualTo(children);
    }

    private static PodTemplateSpec template(TestAccount account) {
        return account.child(Deployment.class).getSpec().getTemplate();
    }

    /** Of the first account in the file; the others have what excludes each other. */
    private static String completeReceiver() throws IOException {
        try (MappingIterator<JsonNode> accounts =
                new YAMLMapper().readerFor(JsonNode.class).readValues(Files.readString(COMPLETE))) {
            return accounts.next().at("/spec/receiver").toString();
        }
    }
}
