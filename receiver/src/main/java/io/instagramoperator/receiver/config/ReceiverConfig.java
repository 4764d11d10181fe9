package io.instagramoperator.receiver.config;

import io.instagramoperator.webhook.config.Desired;
import io.instagramoperator.webhook.config.Graph;
import io.instagramoperator.webhook.config.VerifyToken;
import io.instagramoperator.webhook.config.Webhook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of one receiver, checked and with all defaults filled in. File names are absolute.
 *
 * @param account the Instagram account that this receiver serves
 * @param refresh any new value asks for a check of Meta now; the value itself means nothing
 * @param desired what should be so at Meta
 * @param deletionPolicy how to get to {@link Desired#ABSENT}
 * @param app the Meta app whose webhooks are received
 * @param retiredApp the app before a switch to another
 * @param accessTokenFile the file with the Page token or the Instagram user token
 * @param verifyTokenFile the file with the verify token of the hand-shake; without it the token is
 *     {@linkplain VerifyToken derived} from the app secret
 * @param webhook how the webhook is registered at Meta
 * @param graph where the Graph API is
 * @param store where events are kept, and for how long
 * @param api who may use the application API
 * @param replies how replies are sent
 * @param allowedNetworks private networks that sinks may be in
 * @param subscriptions which applications get events pushed, each under its own name
 * @param ports the ports of this process
 */
public record ReceiverConfig(
        Account account,
        String refresh,
        Desired desired,
        DeletionPolicy deletionPolicy,
        App app,
        Optional<RetiredApp> retiredApp,
        Path accessTokenFile,
        Optional<Path> verifyTokenFile,
        Webhook webhook,
        Graph graph,
        Store store,
        Api api,
        Replies replies,
        List<IpNetwork> allowedNetworks,
        List<Subscription> subscriptions,
        Ports ports) {

    /**
     * The account, and the name under which it is known.
     *
     * @param namespace first part of the webhook's path; the Kubernetes namespace where there is one
     * @param name second part of the webhook's path; the name of the {@code InstagramAccount} where there is one
     * @param instagramId {@code entry.id} of its webhooks, 1 to 32 digits
     * @param login the flavour of Meta's API that the account uses
     * @param pageId the Facebook Page linked to the account; always there with {@link Login#FACEBOOK}
     */
    public record Account(String namespace, String name, String instagramId, Login login, Optional<String> pageId) {

        /** Where Meta delivers: {@code /webhooks/<namespace>/<name>}. */
        public String webhookPath() {
            return "/webhooks/" + namespace + "/" + name;
        }
    }

    /** The two flavours of Meta's API, called after how the business logs in. */
    public enum Login {
        /** Page token, graph.facebook.com. */
        FACEBOOK,
        /** Instagram user token, graph.instagram.com. */
        INSTAGRAM
    }

    /** What happens to the subscription at Meta and to the backlog when the account is deleted. */
    public enum DeletionPolicy {
        /** Unsubscribe, then hand out the backlog. */
        DRAIN,
        /** Unsubscribe; the backlog goes. */
        DELETE,
        /** Leave Meta as it is. */
        ORPHAN
    }

    /**
     * The Meta app.
     *
     * @param id the app's id, 1 to 32 digits
     * @param secretFiles 1 to 4 files, each with one app secret; a delivery signed with any of them is accepted
     * @param shared whether other accounts use it, too. Then a gateway takes its deliveries and passes ours on, signed with a
     *     key of our own that is made of the secret; the app's callback is the gateway's business
     * @param awaitGateway whether the gateway may not know this account yet: what Meta sent now would be lost, so the account
     *     is not subscribed
     * @param outage the last time in which the callback of a shared app may have been lost, and is no more
     */
    public record App(
            String id, List<Path> secretFiles, boolean shared, boolean awaitGateway, Optional<Outage> outage) {}

    /**
     * A time in which Meta may not have sent the app's webhooks to the gateway.
     *
     * @param from the last moment before it at which all was well
     * @param to the first moment after it
     */
    public record Outage(Instant from, Instant to) {}

    /**
     * The app that was used before. What its callback still brings is accepted; it is not looked after any more.
     *
     * @param secretFiles 1 to 4 files, each with one app secret; one that is missing is no problem
     * @param shared as with {@link App}
     */
    public record RetiredApp(List<Path> secretFiles, boolean shared) {}

    /**
     * The log of events.
     *
     * @param path the folder that holds it
     * @param retention how long an event can be read after it was received
     */
    public record Store(Path path, Duration retention) {}

    /**
     * The application API.
     *
     * @param tokenFiles files, each with one bearer token; none switches the API off
     */
    public record Api(List<Path> tokenFiles) {}

    /**
     * Sending.
     *
     * @param enabled whether replies are accepted at all
     * @param perSecond calls of the Send API per second, 1 to 1,000; the operator allows 300
     * @param humanAgent whether the tag {@code HUMAN_AGENT} may be used
     */
    public record Replies(boolean enabled, int perSecond, boolean humanAgent) {}

    /**
     * Ports of this process, 0 to 65535; with 0 the system chooses one.
     *
     * @param webhook Meta's webhooks, public
     * @param api the application API
     * @param management health, metrics, status
     */
    public record Ports(int webhook, int api, int management) {

        /** The ports where the configuration names none. */
        public static final Ports DEFAULT = new Ports(8080, 8081, 9000);
    }
}
