package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;

/** The one name that all objects of an account's receiver have. */
public final class ReceiverName {

    private static final String SUFFIX = "-receiver";

    /** The longest name of a Service and the longest value of a label (RFC 1035). */
    private static final int LONGEST = 63;

    private static final int HASH_LENGTH = 8;

    private ReceiverName() {}

    /** {@code <name>-receiver}; where that has over 63 characters, the name's beginning and a hash of all of it. */
    public static String of(HasMetadata account) {
        String name = account.getMetadata().getName();
        if (name.length() + SUFFIX.length() <= LONGEST) {
            return name + SUFFIX;
        }
        String hash = Sha256.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
        String beginning = name.substring(0, LONGEST - SUFFIX.length() - HASH_LENGTH - 1);
        return beginning + "-" + hash + SUFFIX;
    }
}
