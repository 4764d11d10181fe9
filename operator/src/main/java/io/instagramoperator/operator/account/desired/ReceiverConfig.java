package io.instagramoperator.operator.account.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import io.instagramoperator.crds.account.Login;
import io.instagramoperator.crds.webhook.Registration;
import io.instagramoperator.operator.account.metaapp.AppOutage;
import io.instagramoperator.operator.account.metaapp.AppOutage.Times;
import io.instagramoperator.operator.container.ConfigFile;
import io.instagramoperator.operator.container.ReceiverPaths;
import io.instagramoperator.operator.settings.Network;
import io.instagramoperator.operator.steering.Annotations;
import io.instagramoperator.operator.subscription.desired.SubscriptionConfig;
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
        @Nullable RetiredApp retiredApp,
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

    /** The configuration of an account's receiver. A deleted one has {@code desired: Absent}: the receiver unsubscribes, drains, and reports it. So has one that stands back behind an older one. */
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
                Annotations.refresh(account),
                desired(blueprint),
                deletionPolicy(blueprint),
                app(blueprint),
                retiredApp(blueprint),
                ConfigFile.secret(spec.accessTokenRef()),
                spec.verifyTokenRef() == null ? null : ConfigFile.secret(spec.verifyTokenRef()),
                new Webhook(
                        CallbackUrl.of(account),
                        spec.webhook().fields(),
                        spec.webhook().registration(),
                        Annotations.takeOver(account)),
                new Graph(spec.graph().url(), spec.graph().version()),
                new Store(new Embedded(ReceiverPaths.STORE_FOLDER), spec.store().retention()),
                new Api(ConfigFile.secrets(spec.api().tokenRefs())),
                new Replies(
                        spec.replies().enabled(),
                        spec.replies().perSecond(),
                        spec.replies().humanAgent()),
                blueprint
                        .settings()
                        .allowPrivateSinks()
                        .map(AllowedNetworks::of)
                        .orElse(null),
                blueprint.subscriptions().stream().map(SubscriptionConfig::of).toList(),
                new Ports(
                        io.instagramoperator.operator.pod.Ports.WEBHOOK,
                        io.instagramoperator.operator.pod.Ports.API,
                        io.instagramoperator.operator.pod.Ports.MANAGEMENT));
    }

    /** The file's text. */
    public String yaml() {
        return ConfigFile.yaml(this);
    }

    /** SHA-256 of the file in hexadecimal: what a receiver that works by this configuration reports. */
    public String hash() {
        return ConfigFile.hash(yaml());
    }

    private static Desired desired(Blueprint blueprint) {
        return blueprint.account().isMarkedForDeletion() || blueprint.presence() != Presence.SERVING
                ? Desired.ABSENT
                : Desired.PRESENT;
    }

    /** Who leaves because of an older account keeps its backlog, and does not unsubscribe again and again while it waits for that. */
    private static DeletionPolicy deletionPolicy(Blueprint blueprint) {
        DeletionPolicy policy = blueprint.account().getSpec().deletionPolicy();
        return blueprint.presence() != Presence.SERVING && policy == DeletionPolicy.DRAIN
                ? DeletionPolicy.DELETE
                : policy;
    }

    private static App app(Blueprint blueprint) {
        AppInUse app = blueprint.apps().inUse().orElseThrow();
        return new App(
                app.appId(),
                ConfigFile.secrets(app.secretRefs()),
                app.shared(),
                blueprint.apps().awaited().isPresent(),
                blueprint
                        .outage()
                        .flatMap(outage -> outage.concerning(app))
                        .map(AppOutage::times)
                        .orElse(null));
    }

    private static @Nullable RetiredApp retiredApp(Blueprint blueprint) {
        return blueprint
                .apps()
                .retired()
                .map(app -> new RetiredApp(ConfigFile.secrets(app.secretRefs()), app.shared()))
                .orElse(null);
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

    record App(
            String id,
            List<String> secretFiles,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean shared,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean awaitGateway,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Times outage) {}

    record RetiredApp(List<String> secretFiles, boolean shared) {}

    record Webhook(String callbackUrl, List<String> fields, Registration registration, boolean takeOver) {}

    record Graph(String url, String version) {}

    record Store(Embedded embedded, String retention) {}

    record Embedded(String path) {}

    record Api(List<String> tokenFiles) {}

    record Replies(boolean enabled, int perSecond, boolean humanAgent) {}

    record AllowedNetworks(List<String> allow) {
        static AllowedNetworks of(List<Network> networks) {
            return new AllowedNetworks(networks.stream().map(Network::cidr).toList());
        }
    }

    record Ports(int webhook, int api, int management) {}
}
