package io.instagramoperator.webhook.registration;

import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.CredentialState;
import java.util.List;

/** Whether calls can be made in the app's name. */
public final class AppCredentials {

    private static final String FIELD = "app.secretFiles";

    private AppCredentials() {}

    /**
     * The app with the first of its secrets, which is the current one; the others only verify signatures.
     *
     * @param secrets those that could be read
     * @param states of all credentials, to say which lacks
     */
    public static Access<AppAccess> access(String appId, List<AppSecret> secrets, List<CredentialState> states) {
        if (secrets.isEmpty()) {
            return new Access.Lacking<>(CredentialState.lacking(states, FIELD));
        }
        try {
            return new Access.Given<>(new AppAccess(appId, secrets.getFirst()));
        } catch (IllegalArgumentException e) {
            return new Access.Lacking<>(FIELD + ": " + e.getMessage() + "; store the app secret of Meta's dashboard");
        }
    }
}
