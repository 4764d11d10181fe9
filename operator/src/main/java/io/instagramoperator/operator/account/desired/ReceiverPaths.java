package io.instagramoperator.operator.account.desired;

import io.instagramoperator.crds.SecretKeyRef;

/** Where things are in the receiver's container. */
final class ReceiverPaths {

    /** The mounted ConfigMap and Secrets. */
    static final String CONFIG_FOLDER = "/etc/receiver";

    static final String CONFIG_FILE = "config.yaml";

    /** The mounted volume of the store. */
    static final String STORE_FOLDER = "/var/lib/receiver";

    private ReceiverPaths() {}

    /** A Secret's key as a file, relative to {@link #CONFIG_FOLDER}. */
    static String secretFile(SecretKeyRef ref) {
        return "secrets/" + ref.name() + "/" + ref.key();
    }
}
