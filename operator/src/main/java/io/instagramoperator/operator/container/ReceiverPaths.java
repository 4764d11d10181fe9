package io.instagramoperator.operator.container;

/** Where things are in the receiver's container. */
public final class ReceiverPaths {

    /** The mounted ConfigMap and Secrets. */
    public static final String CONFIG_FOLDER = "/etc/receiver";

    /** The mounted volume of the store. */
    public static final String STORE_FOLDER = "/var/lib/receiver";

    /** Secrets that are mounted whole. Not below {@link #CONFIG_FOLDER}: that is read-only, nothing can be mounted inside it. */
    private static final String FOLDERS = "/etc/receiver-folders";

    private ReceiverPaths() {}

    /** A whole Secret as a folder. */
    public static String secretFolder(String secret) {
        return FOLDERS + "/" + secret;
    }
}
