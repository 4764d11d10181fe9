package io.instagramoperator.operator.exposure;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.pod.Ports;

/** Where Meta reaches the process of a resource. */
public final class Callback {

    private Callback() {}

    /** The public URL, or without {@code spec.webhook.host} the Service's inside the cluster, which is enough for the simulator. */
    public static String url(HasMetadata resource, WebhookSpec webhook, String service) {
        return webhook.host() == null ? inside(resource, service) : "https://" + webhook.host() + path(resource);
    }

    /** The URL inside the cluster, with or without a host. */
    public static String inside(HasMetadata resource, String service) {
        return "http://" + service + "." + resource.getMetadata().getNamespace() + ".svc:" + Ports.WEBHOOK
                + path(resource);
    }

    /** The path of the URL, with or without a host. */
    public static String path(HasMetadata resource) {
        return "/webhooks/" + resource.getMetadata().getNamespace() + "/"
                + resource.getMetadata().getName();
    }
}
