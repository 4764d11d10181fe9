package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.AppSubscription;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What to do about the app's subscription. An app has one for all its accounts, so somebody else's must not be replaced unasked. */
sealed interface AppPlan {

    /** It is as wanted. */
    record Keep() implements AppPlan {}

    /** It is missing, switched off, leads elsewhere, or lacks fields. */
    record Subscribe(Set<String> fields) implements AppPlan {}

    /** It belongs to somebody else. */
    record LeaveForeign(String callbackUrl) implements AppPlan {}

    /** Compares what Meta has with what is wanted. */
    static AppPlan of(Optional<AppSubscription> seen, WantedCallback wanted) {
        if (seen.isEmpty()) {
            return new Subscribe(wanted.fields());
        }
        AppSubscription subscription = seen.get();
        if (wanted.isForeign(subscription) && !wanted.takeOver()) {
            return new LeaveForeign(subscription.callbackUrl());
        }
        if (!wanted.isOurs(subscription)) {
            return new Subscribe(wanted.fields());
        }
        if (subscription.active() && subscription.fields().containsAll(wanted.fields())) {
            return new Keep();
        }
        // Whether Meta merges or replaces fields is not documented; sending the union gives the same either way.
        Set<String> union = new TreeSet<>(subscription.fields());
        union.addAll(wanted.fields());
        return new Subscribe(union);
    }
}
