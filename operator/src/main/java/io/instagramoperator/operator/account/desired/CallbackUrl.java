package io.instagramoperator.operator.account.desired;

import io.instagramoperator.crds.account.InstagramAccount;

/** The URL at which Meta reaches the receiver. */
public final class CallbackUrl {

    private CallbackUrl() {}

    /** The public URL, or without {@code spec.webhook.host} the Service's inside the cluster, which is enough for the simulator. */
    public static String of(InstagramAccount account) {
        String namespace = account.getMetadata().getNamespace();
        String host = account.getSpec().webhook().host();
        String base = host == null
                ? "http://" + ReceiverName.of(account) + "." + namespace + ".svc:" + ReceiverPorts.WEBHOOK
                : "https://" + host;
        return base + "/webhooks/" + namespace + "/" + account.getMetadata().getName();
    }
}
