package io.instagramoperator.crds;

import io.fabric8.kubernetes.client.CustomResource;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.subscription.EventSubscription;
import java.nio.file.Path;
import java.util.Locale;

/** The kinds of the API, and what there is about each in this module. */
public enum Kind {
    INSTAGRAM_ACCOUNT(InstagramAccount.class, "receiver", "", "conditions.md"),
    META_APP(MetaApp.class, "gateway", "metaapp-", "app-conditions.md"),
    EVENT_SUBSCRIPTION(EventSubscription.class, "receiver", "subscription-", "subscription-conditions.md");

    private final Class<? extends CustomResource<?, ?>> type;
    private final String process;
    private final String samples;
    private final String conditionsPage;

    Kind(Class<? extends CustomResource<?, ?>> type, String process, String samples, String conditionsPage) {
        this.type = type;
        this.process = process;
        this.samples = samples;
        this.conditionsPage = conditionsPage;
    }

    public Class<? extends CustomResource<?, ?>> type() {
        return type;
    }

    /** What runs in the pods that it is about. */
    public String process() {
        return process;
    }

    /** The committed CustomResourceDefinition. */
    public Path manifest() {
        return Path.of("manifests", CustomResource.getCRDName(type) + ".yaml");
    }

    /** File with what annotations cannot say, beside the tests of the schema. */
    public String refinements() {
        return "refinements-of-" + type.getSimpleName().toLowerCase(Locale.ROOT) + ".yaml";
    }

    /** The page of {@code docs} about its conditions. */
    public String conditionsPage() {
        return conditionsPage;
    }

    /** The valid sample of this name, such as {@code minimal} or {@code complete}. */
    public Sample sample(String name) {
        return Sample.valid(samples + name);
    }
}
