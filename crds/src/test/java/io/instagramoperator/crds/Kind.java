package io.instagramoperator.crds;

import io.fabric8.kubernetes.client.CustomResource;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import java.nio.file.Path;
import java.util.Locale;

/** The kinds of the API, and what there is about each in this module. */
public enum Kind {
    INSTAGRAM_ACCOUNT(InstagramAccount.class, ""),
    EVENT_SUBSCRIPTION(EventSubscription.class, "subscription-");

    private final Class<? extends CustomResource<?, ?>> type;
    private final String samples;

    Kind(Class<? extends CustomResource<?, ?>> type, String samples) {
        this.type = type;
        this.samples = samples;
    }

    public Class<? extends CustomResource<?, ?>> type() {
        return type;
    }

    /** The committed CustomResourceDefinition. */
    public Path manifest() {
        return Path.of("manifests", CustomResource.getCRDName(type) + ".yaml");
    }

    /** File with what annotations cannot say, beside the tests of the schema. */
    public String refinements() {
        return "refinements-of-" + type.getSimpleName().toLowerCase(Locale.ROOT) + ".yaml";
    }

    /** The valid sample of this name, such as {@code minimal} or {@code complete}. */
    public Sample sample(String name) {
        return Sample.valid(samples + name);
    }
}
