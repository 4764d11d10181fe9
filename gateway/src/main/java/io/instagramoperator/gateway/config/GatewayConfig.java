package io.instagramoperator.gateway.config;

import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.config.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of one gateway, checked and with all defaults filled in. File names are absolute.
 *
 * @param app the Meta app that this gateway serves
 * @param refresh any new value asks for a check of Meta now; the value itself means nothing
 * @param desired what should be so at Meta
 * @param deletionPolicy how to get to {@link Desired#ABSENT}
 * @param verifyTokenFile the file with the verify token of the hand-shake; without it the token is derived from the app secret
 * @param webhook how the webhook is registered at Meta
 * @param replaces callbacks of this app's accounts from before they shared it, as Meta has them; they are ours to replace
 * @param graph where the Graph API is
 * @param accounts the routing table, by Instagram id
 * @param ports the ports of this process
 */
public record GatewayConfig(
        App app,
        String refresh,
        Desired desired,
        DeletionPolicy deletionPolicy,
        Optional<Path> verifyTokenFile,
        Webhook webhook,
        Set<String> replaces,
        Graph graph,
        Map<String, Account> accounts,
        Ports ports) {

    /**
     * The Meta app, and the name under which it is known.
     *
     * @param namespace first part of the webhook's path; the Kubernetes namespace where there is one
     * @param name second part of the webhook's path; the name of the {@code MetaApp} where there is one
     * @param id the app's id, 1 to 32 digits
     * @param secretFiles 1 to 4 files, each with one app secret; a delivery signed with any of them is accepted
     */
    public record App(String namespace, String name, String id, List<Path> secretFiles) {

        /** Where Meta delivers: {@code /webhooks/<namespace>/<name>}. */
        public String webhookPath() {
            return "/webhooks/" + namespace + "/" + name;
        }
    }

    /** What happens to the subscription at Meta when the app is deleted. */
    public enum DeletionPolicy {
        /** Unsubscribe. */
        DELETE,
        /** Leave Meta as it is. */
        ORPHAN
    }

    /**
     * One row of the routing table.
     *
     * @param instagramId {@code entry.id} of the account's webhooks, 1 to 32 digits
     * @param name of the account, for people
     * @param url where its receiver takes webhooks
     */
    public record Account(String instagramId, String name, URI url) {}

    /**
     * Ports of this process, 0 to 65535; with 0 the system chooses one.
     *
     * @param webhook Meta's webhooks, public
     * @param management health, metrics, status
     */
    public record Ports(int webhook, int management) {

        /** The ports where the configuration names none. */
        public static final Ports DEFAULT = new Ports(8080, 9000);
    }
}
