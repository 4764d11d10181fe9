package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.App;
import org.jspecify.annotations.Nullable;

/** An app as it is written in orders and in the file. */
record AppSpec(@Nullable String id, @Nullable String secret) {

    App toApp() {
        return new App(Inputs.id("id", id), Inputs.text("secret", secret));
    }

    @Override
    public String toString() {
        return "AppSpec[id=" + id + "]";
    }
}
