package io.instagramoperator.operator.exposure;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.instagramoperator.crds.webhook.GatewayRef;
import io.instagramoperator.crds.webhook.GatewayRoute;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.pod.Ports;
import java.util.Objects;

/**
 * The HTTPRoute that leads Meta, and nobody to any other path, to the Service of the same name. It spells out what the API server would fill in: its lists
 * are taken as a whole, so one with less would differ from what is stored for ever.
 */
public final class DesiredHttpRoute {

    private DesiredHttpRoute() {}

    /** For a resource that asks for one, with this name and these labels. */
    public static HTTPRoute of(HasMetadata resource, WebhookSpec webhook, ObjectMeta metadata) {
        GatewayRoute gateway = Objects.requireNonNull(webhook.gateway());
        // @formatter:off
        return new HTTPRouteBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                    .withParentRefs(gateway.parentRefs().stream().map(DesiredHttpRoute::parent).toList())
                    .withHostnames(Objects.requireNonNull(webhook.host()))
                    .addNewRule()
                        .addNewMatch()
                            .withNewPath("Exact", Callback.path(resource))
                        .endMatch()
                        .addNewBackendRef()
                            .withGroup("")
                            .withKind("Service")
                            .withName(metadata.getName())
                            .withPort(Ports.WEBHOOK)
                            .withWeight(1)
                        .endBackendRef()
                    .endRule()
                .endSpec()
                .build();
        // @formatter:on
    }

    private static ParentReference parent(GatewayRef gateway) {
        return new ParentReferenceBuilder()
                .withGroup("gateway.networking.k8s.io")
                .withKind("Gateway")
                .withName(gateway.name())
                .withNamespace(gateway.namespace())
                .withSectionName(gateway.sectionName())
                .withPort(gateway.port())
                .build();
    }
}
