package io.instagramoperator.operator.account.report;

import java.net.InetAddress;

/**
 * Whom to ask, and when to be content.
 *
 * @param podUid     UID of the pod
 * @param address    IP address of the pod; never a name, so that nothing is looked up
 * @param configHash SHA-256 of the configuration that the receiver should have applied
 */
public record Target(String podUid, String address, String configHash) {

    /** Checks the address. */
    public Target {
        InetAddress.ofLiteral(address);
    }
}
