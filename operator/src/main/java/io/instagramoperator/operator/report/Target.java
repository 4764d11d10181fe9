package io.instagramoperator.operator.report;

import io.instagramoperator.crds.subscription.EventSubscription;
import java.net.InetAddress;
import java.util.Set;

/**
 * Whom to ask, and when to be content.
 *
 * @param podUid     UID of the pod
 * @param address    IP address of the pod; never a name, so that nothing is looked up
 * @param configHash SHA-256 of the configuration that the receiver should have applied
 * @param subscriptions the subscriptions that this configuration is about
 */
public record Target(String podUid, String address, String configHash, Set<Version> subscriptions) {

    /**
     * A subscription as it was written into a configuration.
     *
     * @param uid        of the EventSubscription: one that was made anew under the same name is another one
     * @param generation {@code metadata.generation} of its spec
     */
    public record Version(String uid, long generation) {
        public static Version of(EventSubscription subscription) {
            return new Version(
                    subscription.getMetadata().getUid(),
                    subscription.getMetadata().getGeneration());
        }
    }

    /** Checks the address. */
    public Target {
        InetAddress.ofLiteral(address);
    }
}
