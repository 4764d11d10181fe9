package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.operator.identity.Identity;

/** The one name that all objects of an account's receiver have. */
public final class ReceiverName {

    private ReceiverName() {}

    /** {@code <name>-receiver}, at most 63 characters. */
    public static String of(HasMetadata account) {
        return Identity.RECEIVER.name(account);
    }
}
