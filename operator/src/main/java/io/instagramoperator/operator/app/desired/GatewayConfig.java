package io.instagramoperator.operator.app.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.DeletionPolicy;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppSpec;
import io.instagramoperator.crds.webhook.Registration;
import io.instagramoperator.operator.container.ConfigFile;
import io.instagramoperator.operator.exposure.Callback;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.steering.Annotations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's {@code config.yaml}, field by field as the gateway reads it; it refuses fields that it does not know. A gateway follows a change of
 * it, such as another account, without a restart.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayConfig(
        App app,
        String refresh,
        Desired desired,
        DeletionPolicy deletionPolicy,
        @Nullable String verifyTokenFile,
        Webhook webhook,
        Graph graph,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Route> accounts,
        Ports ports) {

    /** The most that a gateway takes. */
    private static final int MOST_REPLACED = 1_000;

    /** The configuration of an app's gateway. A deleted one that nobody needs any more has {@code desired: Absent}: the gateway unregisters the callback, and reports it. */
    public static GatewayConfig of(Blueprint blueprint) {
        MetaApp app = blueprint.app();
        MetaAppSpec spec = app.getSpec();
        List<InstagramAccount> routed = blueprint.routed();
        return new GatewayConfig(
                new App(
                        app.getMetadata().getNamespace(),
                        app.getMetadata().getName(),
                        spec.appId(),
                        ConfigFile.secrets(spec.secretRefs())),
                Annotations.refresh(app),
                blueprint.leaving() ? Desired.ABSENT : Desired.PRESENT,
                spec.deletionPolicy(),
                spec.verifyTokenRef() == null ? null : ConfigFile.secret(spec.verifyTokenRef()),
                new Webhook(
                        blueprint.callbackUrl(),
                        blueprint.fields(),
                        spec.webhook().registration(),
                        Annotations.takeOver(app),
                        replaced(routed)),
                new Graph(spec.graph().url(), spec.graph().version()),
                routed.stream().map(Route::to).toList(),
                new Ports(
                        io.instagramoperator.operator.pod.Ports.WEBHOOK,
                        io.instagramoperator.operator.pod.Ports.MANAGEMENT));
    }

    /** What the receivers of the accounts may have registered before they shared the app, if it was theirs then. */
    private static List<String> replaced(List<InstagramAccount> routed) {
        return routed.stream()
                .map(account -> Callback.url(account, account.getSpec().webhook(), Identity.RECEIVER.name(account)))
                .sorted()
                .limit(MOST_REPLACED)
                .toList();
    }

    /** The file's text. */
    public String yaml() {
        return ConfigFile.yaml(this);
    }

    /** SHA-256 of the file in hexadecimal: what a gateway that works by this configuration reports. */
    public String hash() {
        return ConfigFile.hash(yaml());
    }

    record App(String namespace, String name, String id, List<String> secretFiles) {}

    enum Desired {
        @JsonProperty("Present")
        PRESENT,
        @JsonProperty("Absent")
        ABSENT
    }

    record Webhook(
            String callbackUrl,
            List<String> fields,
            Registration registration,
            boolean takeOver,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> replaces) {}

    record Graph(String url, String version) {}

    /** One row of the routing table. */
    record Route(String instagramId, String name, String url) {

        static Route to(InstagramAccount account) {
            return new Route(
                    account.getSpec().instagramId(),
                    account.getMetadata().getName(),
                    Callback.inside(account, Identity.RECEIVER.name(account)));
        }
    }

    record Ports(int webhook, int management) {}
}
