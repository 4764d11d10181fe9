package io.instagramoperator.operator.exposure;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.webhook.WebhookSpec;
import java.util.Comparator;
import java.util.Optional;

/**
 * Who keeps the address when an account and an app of one namespace have one name, and so one path, and ask for a route for one host. Controllers
 * would take either route, and say nothing.
 */
public final class Seniority {

    /** Creation times have whole seconds: of two of the same second the account is taken for the older one. */
    private static final Comparator<HasMetadata> BY_AGE = comparing(
                    (HasMetadata resource) -> resource.getMetadata().getCreationTimestamp())
            .thenComparing(HasMetadata::getKind);

    private Seniority() {}

    /** The app of the account's name, if that is older and has the route for the account's address. */
    public static Optional<HasMetadata> over(InstagramAccount account, Optional<MetaApp> namesake) {
        return namesake.filter(app -> haveOneAddress(
                        account.getSpec().webhook(), app.getSpec().webhook()))
                .map(HasMetadata.class::cast)
                .filter(app -> BY_AGE.compare(app, account) < 0);
    }

    /** The account of the app's name, if that is older and has the route for the app's address. */
    public static Optional<HasMetadata> over(MetaApp app, Optional<InstagramAccount> namesake) {
        return namesake.filter(account -> haveOneAddress(
                        app.getSpec().webhook(), account.getSpec().webhook()))
                .map(HasMetadata.class::cast)
                .filter(account -> BY_AGE.compare(account, app) < 0);
    }

    private static boolean haveOneAddress(WebhookSpec one, WebhookSpec other) {
        return asksForARoute(one)
                && asksForARoute(other)
                && one.host() != null
                && one.host().equals(other.host());
    }

    private static boolean asksForARoute(WebhookSpec webhook) {
        return webhook.ingress() != null || webhook.gateway() != null;
    }
}
