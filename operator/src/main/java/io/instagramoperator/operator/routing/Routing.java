package io.instagramoperator.operator.routing;

import io.instagramoperator.crds.account.InstagramAccount;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the gateways of all apps pass on. It is told with each reconcile of an app, and asked with each of an account that waits; an account that was
 * told no is reconciled when the answer is yes.
 */
public final class Routing extends AbstractEventSource<Boolean, InstagramAccount>
        implements ResourceEventAware<InstagramAccount> {

    private final Map<ResourceID, Tables> apps = new HashMap<>();
    private final Map<ResourceID, Waiting> waiting = new HashMap<>();

    /** Nothing is known yet. */
    public Routing() {
        super(Boolean.class, "routing");
    }

    /**
     * Takes in how an app is.
     *
     * @param configHash of the configuration that its gateway should have
     * @param routed     the accounts whose webhooks are passed on with this configuration
     * @param inForce    the hash of the configuration of each pod that may be sent webhooks, if it is known
     */
    public void heard(
            ResourceID app,
            String configHash,
            Collection<InstagramAccount> routed,
            Collection<Optional<String>> inForce) {
        take(app, configHash, routed.stream().map(Routing::uid).toList(), inForce)
                .forEach(account -> getEventHandler().handleEvent(new Event(account)));
    }

    /** Whether all of the gateway's pods pass on what comes for the account. If not, the account is reconciled when they do. */
    public synchronized boolean passesOn(String app, InstagramAccount account) {
        ResourceID id = ResourceID.fromResource(account);
        Waiting question = new Waiting(new ResourceID(app, account.getMetadata().getNamespace()), uid(account));
        boolean answer = isAnswered(question);
        if (answer) {
            waiting.remove(id);
        } else {
            waiting.put(id, question);
        }
        return answer;
    }

    /** The app is gone. */
    public synchronized void forget(ResourceID app) {
        apps.remove(app);
    }

    @Override
    public synchronized void onResourceDeleted(InstagramAccount account) {
        waiting.remove(ResourceID.fromResource(account));
    }

    @Override
    public Set<Boolean> getSecondaryResources(InstagramAccount account) {
        return Set.of();
    }

    /** Gives those that need wait no more. */
    private synchronized List<ResourceID> take(
            ResourceID app, String configHash, Collection<String> routed, Collection<Optional<String>> inForce) {
        Tables tables = apps.computeIfAbsent(app, _ -> new Tables());
        tables.want(configHash, routed);
        tables.have(inForce);
        List<ResourceID> answered = waiting.entrySet().stream()
                .filter(entry -> isAnswered(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        answered.forEach(waiting::remove);
        return answered;
    }

    private boolean isAnswered(Waiting question) {
        Tables tables = apps.get(question.app());
        return tables != null && tables.passOn(question.uid());
    }

    private static String uid(InstagramAccount account) {
        return account.getMetadata().getUid();
    }

    private record Waiting(ResourceID app, String uid) {}
}
