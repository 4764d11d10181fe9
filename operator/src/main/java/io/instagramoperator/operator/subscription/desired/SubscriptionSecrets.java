package io.instagramoperator.operator.subscription.desired;

import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.HeadersRef;
import io.instagramoperator.crds.subscription.HttpSinkSpec;
import io.instagramoperator.operator.container.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a subscription needs of Secrets. */
public final class SubscriptionSecrets {

    private static final String HTTP = "spec.sink.http.";

    private SubscriptionSecrets() {}

    /** The keys that requests are signed with, in the order of the spec. */
    public static List<SecretReference> signing(EventSubscription subscription) {
        HttpSinkSpec http = subscription.getSpec().sink().http();
        List<SecretKeyRef> several = http.signingSecretRefs();
        return http.signingSecretRef() != null
                ? List.of(new SecretReference(HTTP + "signingSecretRef", http.signingSecretRef()))
                : IntStream.range(0, several.size())
                        .mapToObj(i -> new SecretReference(HTTP + "signingSecretRefs[" + i + "]", several.get(i)))
                        .toList();
    }

    /** The key with the certificates. */
    public static Optional<SecretReference> authorities(EventSubscription subscription) {
        return Optional.ofNullable(subscription.getSpec().sink().http().caRef())
                .map(ref -> new SecretReference(HTTP + "caRef", ref));
    }

    /** All keys; the same one may be there more than once. */
    public static List<SecretReference> keys(EventSubscription subscription) {
        List<SecretReference> keys = new ArrayList<>(signing(subscription));
        authorities(subscription).ifPresent(keys::add);
        return List.copyOf(keys);
    }

    /** Name of the Secret with the extra headers, which is mounted whole. */
    public static Optional<String> headers(EventSubscription subscription) {
        return Optional.ofNullable(subscription.getSpec().sink().http().headersRef())
                .map(HeadersRef::name);
    }

    /** Names of the Secrets that have to be mounted whole for any of these subscriptions: sorted, each once. */
    public static Stream<String> whole(List<EventSubscription> subscriptions) {
        return subscriptions.stream()
                .flatMap(subscription -> headers(subscription).stream())
                .distinct()
                .sorted();
    }
}
