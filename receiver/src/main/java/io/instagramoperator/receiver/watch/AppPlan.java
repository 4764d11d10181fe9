package io.instagramoperator.receiver.watch;

import io.instagramoperator.instagram.graph.AppSubscription;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What to do about the app's subscription. An app has one for all its accounts, so somebody else's must not be replaced unasked. */
sealed interface AppPlan {

    /** It is as wanted. */
    record Keep() implements AppPlan {}

    /** It is missing, switched off, or lacks fields. */
    record Subscribe(Set<String> fields) implements AppPlan {}

    /** It belongs to somebody else. */
    record LeaveForeign(String callbackUrl) implements AppPlan {}

    /**
     * Compares what is there with what is wanted.
     *
     * @param seen what Meta has
     * @param callbackUrl ours
     * @param fields those that we want
     * @param takeOver whether somebody else's may be replaced
     */
    static AppPlan of(Optional<AppSubscription> seen, String callbackUrl, Set<String> fields, boolean takeOver) {
        if (seen.isEmpty()) {
            return new Subscribe(fields);
        }
        AppSubscription subscription = seen.get();
        if (!subscription.callbackUrl().equals(callbackUrl)) {
            return takeOver ? new Subscribe(fields) : new LeaveForeign(subscription.callbackUrl());
        }
        if (subscription.active() && subscription.fields().containsAll(fields)) {
            return new Keep();
        }
        // Whether Meta merges or replaces fields is not documented; sending the union gives the same either way.
        Set<String> union = new TreeSet<>(subscription.fields());
        union.addAll(fields);
        return new Subscribe(union);
    }
}
