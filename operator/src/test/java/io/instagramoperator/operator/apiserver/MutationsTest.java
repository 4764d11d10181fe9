package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.InstagramAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed in a spec, and in whatever order: what comes of it depends on the spec alone, and not on the way to it. */
@ApiServerTest
class MutationsTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * Others have tests of their own: what can never be changed, what has only one value, a volume, which never shrinks, and a Meta app that is
     * left, which counts for two days.
     */
    private static final Set<String> CANNOT_BE_REVERTED = Set.of(
            "instagramId",
            "login",
            "receiver.replicas",
            "appRef.name",
            "store.embedded.storageClassName",
            "store.embedded.size");

    private static final int CHAIN = 20;

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void everyFieldIsChanged() throws IOException {
        // Given
        Schema schema = Schema.ofInstagramAccount();

        // When
        Set<String> set = mutations().flatMap(schema::setBy).collect(Collectors.toSet());

        // Then
        assertThat(schema.leaves().map(Schema.Leaf::path).filter(path -> !CANNOT_BE_REVERTED.contains(path)))
                .as("add changes of the missing fields to mutations-of-instagramaccount.yaml")
                .isNotEmpty()
                .isSubsetOf(set);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("mutations")
    void theOldYamlBringsTheOldObjectsBack(JsonNode mutation) {
        // Given
        TestAccount account = operator.account("acme");
        String id = operator.newId();
        Set<String> before = objectsAfter(apply(account, id, base()));

        // When
        apply(account, id, Essence.merged(base(), mutation));

        // Then
        assertThat(objectsAfter(account)).as("a change has to change something").isNotEqualTo(before);

        // When
        apply(account, id, base());

        // Then
        Essence.assertSame(objectsAfter(account), before);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(longs = {1, 2, 3})
    void afterAChainOfChangesAllIsAsIfMadeFromScratch(long seed) throws IOException {
        // Given
        TestAccount account = operator.account("acme");
        String id = operator.newId();
        ObjectNode spec = base();
        List<JsonNode> chain = new ArrayList<>(mutations().toList());
        Collections.shuffle(chain, new Random(seed));

        // When
        int applied = 0;
        for (JsonNode mutation : chain) {
            ObjectNode next = Essence.merged(spec, mutation);
            if (applied < CHAIN && isValid(account, id, next)) {
                objectsAfter(apply(account, id, next));
                spec = next;
                applied++;
            }
        }

        // Then
        assertThat(applied).isEqualTo(CHAIN);
        assertThat(objectsAfter(account))
                .isEqualTo(objectsAfter(apply(operator.account("acme"), operator.newId(), spec)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{instagramId: '1'}",
                "{login: Instagram, pageId: null}",
                "{store: {embedded: {storageClassName: fast}}}",
                "{store: {embedded: {size: 1Gi}}}"
            })
    void whatCannotBeChangedIsRefused(String mutation) throws IOException {
        // Given
        TestAccount account = operator.account("acme");
        String id = operator.newId();
        Set<String> before = objectsAfter(apply(account, id, base()));

        // When
        JsonNode patch = YAML.readTree(mutation);

        // Then
        assertThatThrownBy(() -> apply(account, id, Essence.merged(base(), patch)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("cannot");
        Essence.assertSame(objectsAfter(account), before);
    }

    static Stream<JsonNode> mutations() throws IOException {
        try (InputStream file = MutationsTest.class.getResourceAsStream("mutations-of-instagramaccount.yaml")) {
            return Stream.concat(
                    YAML.readTree(Objects.requireNonNull(file)).valueStream(),
                    Schema.ofInstagramAccount().changes().filter(patch -> !patch.has("login")));
        }
    }

    private static ObjectNode base() {
        try {
            return (ObjectNode) YAML.readTree("""
                    login: Facebook
                    pageId: "111111111111111"
                    app: { id: "1234567890123456", secretRefs: [ { name: meta, key: app-secret } ] }
                    accessTokenRef: { name: meta, key: access-token }
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestAccount apply(TestAccount account, String id, ObjectNode spec) {
        account.client()
                .resource(manifest(account, id, spec))
                .fieldManager("platform-team")
                .serverSideApply();
        return account;
    }

    /** Two changes may exclude each other. */
    private static boolean isValid(TestAccount account, String id, ObjectNode spec) {
        try {
            account.client()
                    .resource(manifest(account, id, spec))
                    .dryRun()
                    .fieldManager("platform-team")
                    .serverSideApply();
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as(e.getMessage()).isEqualTo(422);
            return false;
        }
    }

    private static GenericKubernetesResource manifest(TestAccount account, String id, ObjectNode spec) {
        ObjectNode whole = YAML.createObjectNode();
        whole.put("apiVersion", "instagram-operator.io/v1alpha1").put("kind", "InstagramAccount");
        whole.putObject("metadata").put("namespace", account.namespace()).put("name", account.name());
        whole.set("spec", spec.deepCopy());
        if (!spec.has("instagramId")) {
            ((ObjectNode) whole.get("spec")).put("instagramId", id);
        }
        return Serialization.unmarshal(whole.toString(), GenericKubernetesResource.class);
    }

    /** The account's objects once the operator has acted on its spec: a line for each value that does not differ from account to account. */
    private static Set<String> objectsAfter(TestAccount account) {
        account.awaitChildren();
        await().until(() -> {
            InstagramAccount found = account.account().get();
            return found.getMetadata().getGeneration().equals(found.getStatus().observedGeneration());
        });
        String id = account.account().get().getSpec().instagramId();
        return TestAccount.CHILDREN.stream()
                .map(account::child)
                .flatMap(Stream::ofNullable)
                .flatMap(child -> Essence.lines(child, json -> json.replace(account.namespace(), "NAMESPACE")
                        .replace(id, "INSTAGRAM-ID")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
