package io.instagramoperator.operator.account.desired;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.exposure.Callback;

/** The URL at which Meta reaches the receiver. */
public final class CallbackUrl {

    private CallbackUrl() {}

    /** The public URL, or without {@code spec.webhook.host} the Service's. */
    public static String of(InstagramAccount account) {
        return Callback.url(account, account.getSpec().webhook(), ReceiverName.of(account));
    }
}
