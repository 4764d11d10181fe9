package io.instagramoperator.operator.apiserver;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.instagramoperator.crds.account.InstagramAccount;
import java.util.function.Consumer;

/** Sees every state of an account, and not only those that are there when somebody looks. */
record Watching(Consumer<InstagramAccount> watcher) implements Watcher<InstagramAccount> {

    static Watch each(TestAccount account, Consumer<InstagramAccount> watcher) {
        return account.account().watch(new Watching(watcher));
    }

    @Override
    public void eventReceived(Action action, InstagramAccount seen) {
        watcher.accept(seen);
    }

    @Override
    public void onClose(WatcherException cause) {
        // Who waits for an event then waits in vain.
    }
}
