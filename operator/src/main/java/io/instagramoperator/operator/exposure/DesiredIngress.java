package io.instagramoperator.operator.exposure;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import io.instagramoperator.crds.webhook.IngressRoute;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.pod.Ports;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Ingress that leads Meta, and nobody to any other path, to the Service of the same name. */
public final class DesiredIngress {

    private DesiredIngress() {}

    /** For a resource that asks for one, with this name and these labels. */
    public static Ingress of(HasMetadata resource, WebhookSpec webhook, ObjectMeta metadata) {
        IngressRoute ingress = Objects.requireNonNull(webhook.ingress());
        String host = Objects.requireNonNull(webhook.host());
        // @formatter:off
        return new IngressBuilder()
                .withMetadata(metadata)
                .editMetadata()
                    .withAnnotations(ingress.annotations())
                .endMetadata()
                .withNewSpec()
                    .withIngressClassName(ingress.className())
                    .withTls(tls(host, ingress.tlsSecretName()))
                    .addNewRule()
                        .withHost(host)
                        .withNewHttp()
                            .addNewPath()
                                .withPath(Callback.path(resource))
                                .withPathType("Exact")
                                .withNewBackend()
                                    .withNewService()
                                        .withName(metadata.getName())
                                        .withNewPort()
                                            .withName(Ports.WEBHOOK_NAME)
                                        .endPort()
                                    .endService()
                                .endBackend()
                            .endPath()
                        .endHttp()
                    .endRule()
                .endSpec()
                .build();
        // @formatter:on
    }

    private static List<IngressTLS> tls(String host, @Nullable String secret) {
        return secret == null
                ? List.of()
                : List.of(new IngressTLSBuilder()
                        .withHosts(host)
                        .withSecretName(secret)
                        .build());
    }
}
