package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.app.OutageStatus;
import java.util.List;
import java.util.Objects;

/** MetaApps as the API server stores them. */
public final class MetaApps {

    private MetaApps() {}

    /** {@code social/agency}, with nothing but what is required: Secret agency-meta with the key app-secret. */
    public static MetaApp agency() {
        return Serialization.unmarshal("""
                apiVersion: instagram-operator.io/v1alpha1
                kind: MetaApp
                metadata: { name: agency, namespace: social, generation: 1, uid: uid-of-agency }
                spec:
                  appId: "9876543210987654"
                  secretRefs: [ { name: agency-meta, key: app-secret } ]
                  webhook:
                    host: hooks.example.com
                    fields: [ messages ]
                    registration: Automatic
                  graph: { version: v25.0 }
                  gateway: { replicas: 2, logLevel: INFO, resources: {} }
                  deletionPolicy: Delete
                """, MetaApp.class);
    }

    /** The same, whose condition Subscribed says this. */
    public static MetaApp agency(String status, String reason, String message) {
        MetaApp app = agency();
        Condition subscribed = new Condition("2026-11-23T10:00:00Z", message, 1L, reason, status, "Subscribed");
        app.setStatus(new MetaAppStatus(1L, null, null, null, null, null, List.of(), List.of(subscribed)));
        return app;
    }

    /** The same, which has had this outage. */
    public static MetaApp agency(OutageStatus outage) {
        MetaApp app = subscribedAgency();
        MetaAppStatus status = Objects.requireNonNull(app.getStatus());
        app.setStatus(new MetaAppStatus(1L, null, null, null, null, outage, List.of(), status.conditions()));
        return app;
    }

    /** The same, to which Meta sends webhooks. */
    public static MetaApp subscribedAgency() {
        return agency("True", "Subscribed", "Meta sends the app's webhooks to the gateway");
    }
}
