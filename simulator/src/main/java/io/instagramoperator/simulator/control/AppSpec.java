package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.App;
import org.jspecify.annotations.Nullable;

/**
 * An app as it is written in orders and in the file.
 *
 * @param requireAppSecretProof whether it takes only calls with {@code appsecret_proof}
 */
record AppSpec(@Nullable String id, @Nullable String secret, boolean requireAppSecretProof) {

    AppSpec withId(String newId) {
        return new AppSpec(newId, secret, requireAppSecretProof);
    }

    App toApp() {
        return new App(Inputs.id("id", id), Inputs.text("secret", secret), requireAppSecretProof);
    }

    @Override
    public String toString() {
        return "AppSpec[id=" + id + "]";
    }
}
