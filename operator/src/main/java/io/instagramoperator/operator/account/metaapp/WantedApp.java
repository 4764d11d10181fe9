package io.instagramoperator.operator.account.metaapp;

import static java.util.Objects.requireNonNull;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.AppSpec;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import io.instagramoperator.crds.app.MetaApp;
import java.time.Instant;
import java.util.Optional;

/** The Meta app that an account's spec asks for. */
public sealed interface WantedApp {

    /** The app as it is recorded when it comes into use now; empty if it is not there. */
    Optional<AppInUse> inUseSince(Instant now);

    /** An app of the account's own. */
    record Own(AppSpec app) implements WantedApp {
        @Override
        public Optional<AppInUse> inUseSince(Instant now) {
            return Optional.of(new AppInUse(app.id(), app.secretRefs(), false, null, now, null));
        }
    }

    /** An app that accounts share. */
    record Shared(MetaApp app) implements WantedApp {
        @Override
        public Optional<AppInUse> inUseSince(Instant now) {
            return Optional.of(new AppInUse(
                    app.getSpec().appId(),
                    app.getSpec().secretRefs(),
                    true,
                    app.getMetadata().getName(),
                    now,
                    false));
        }
    }

    /** The spec refers to a MetaApp that is not there. */
    record NotFound(String name) implements WantedApp {
        @Override
        public Optional<AppInUse> inUseSince(Instant now) {
            return Optional.empty();
        }
    }

    /**
     * Resolves the reference of a spec.
     *
     * @param named the MetaApp with the name that the spec gives, if it gives one and that is there
     */
    static WantedApp of(InstagramAccountSpec spec, Optional<MetaApp> named) {
        if (spec.appRef() == null) {
            return new Own(requireNonNull(spec.app(), "the schema asks for app or appRef"));
        }
        String name = spec.appRef().name();
        return named.<WantedApp>map(Shared::new).orElseGet(() -> new NotFound(name));
    }
}
