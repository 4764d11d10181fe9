package io.instagramoperator.operator.account.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import io.instagramoperator.crds.account.Login;
import io.instagramoperator.crds.account.Registration;
import io.instagramoperator.operator.container.ReceiverPaths;
import io.instagramoperator.operator.settings.Network;
import io.instagramoperator.operator.subscription.desired.SubscriptionConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's {@code config.yaml}, field by field as the receiver reads it; it refuses fields that it does not know. A receiver follows a
 * change of it without a restart.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReceiverConfig(
        Account account,
        String refresh,
        Desired desired,
        DeletionPolicy deletionPolicy,
        App app,
        String accessTokenFile,
        @Nullable String verifyTokenFile,
        Webhook webhook,
        Graph graph,
        Store store,
        Api api,
        Replies replies,
        @Nullable AllowedNetworks network,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SubscriptionConfig> subscriptions,
        Ports ports) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    /** The configuration of an account's receiver. A deleted one has {@code desired: Absent}: the receiver unsubscribes, drains, and reports it. */
    public static ReceiverConfig of(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        InstagramAccountSpec spec = account.getSpec();
        return new ReceiverConfig(
                new Account(
                        account.getMetadata().getNamespace(),
                        account.getMetadata().getName(),
                        spec.instagramId(),
                        spec.login(),
                        spec.pageId()),
                AccountAnnotations.refresh(account),
                account.isMarkedForDeletion() ? Desired.ABSENT : Desired.PRESENT,
                spec.deletionPolicy(),
                new App(spec.app().id(), files(spec.app().secretRefs())),
                ReceiverPaths.secretFile(spec.accessTokenRef()),
                spec.verifyTokenRef() == null ? null : ReceiverPaths.secretFile(spec.verifyTokenRef()),
                new Webhook(
                        CallbackUrl.of(account),
                        spec.webhook().fields(),
                        spec.webhook().registration(),
                        AccountAnnotations.takeOver(account)),
                new Graph(spec.graph().url(), spec.graph().version()),
                new Store(new Embedded(ReceiverPaths.STORE_FOLDER), spec.store().retention()),
                new Api(files(spec.api().tokenRefs())),
                new Replies(spec.replies().enabled(), spec.replies().perSecond()),
                blueprint
                        .settings()
                        .allowPrivateSinks()
                        .map(AllowedNetworks::of)
                        .orElse(null),
                blueprint.subscriptions().stream().map(SubscriptionConfig::of).toList(),
                new Ports(ReceiverPorts.WEBHOOK, ReceiverPorts.API, ReceiverPorts.MANAGEMENT));
    }

    /** The file's text. */
    public String yaml() {
        try {
            return YAML.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records of texts and numbers can be written", e);
        }
    }

    /** SHA-256 of the file in hexadecimal: what a receiver that works by this configuration reports. */
    public String hash() {
        return hash(yaml());
    }

    /** SHA-256 of a file with this text. */
    public static String hash(String yaml) {
        return Sha256.hex(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> files(List<SecretKeyRef> refs) {
        return refs.stream().map(ReceiverPaths::secretFile).toList();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Account(
            String namespace,
            String name,
            String instagramId,
            Login login,
            @Nullable String pageId) {}

    enum Desired {
        @JsonProperty("Present")
        PRESENT,
        @JsonProperty("Absent")
        ABSENT
    }

    record App(String id, List<String> secretFiles) {}

    record Webhook(String callbackUrl, List<String> fields, Registration registration, boolean takeOver) {}

    record Graph(String url, String version) {}

    record Store(Embedded embedded, String retention) {}

    record Embedded(String path) {}

    record Api(List<String> tokenFiles) {}

    record Replies(boolean enabled, int perSecond) {}

    record AllowedNetworks(List<String> allow) {
        static AllowedNetworks of(List<Network> networks) {
            return new AllowedNetworks(networks.stream().map(Network::cidr).toList());
        }
    }

    record Ports(int webhook, int api, int management) {}
}
