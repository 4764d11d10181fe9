package io.instagramoperator.operator.apiserver;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One MetaApp in a cluster, seen by the platform team and by the accounts that share it. */
record TestApp(KubernetesClient client, String namespace, String name) {

    /** Applies the smallest MetaApp that there is: Secret agency-meta with the key app-secret. */
    TestApp applied() {
        client.load(new ByteArrayInputStream("""
                        apiVersion: instagram-operator.io/v1alpha1
                        kind: MetaApp
                        metadata: { name: %s, namespace: %s }
                        spec:
                          appId: "9876543210987654"
                          secretRefs: [ { name: agency-meta, key: app-secret } ]
                        """.formatted(name, namespace).getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
        return this;
    }

    /** Merges JSON into the MetaApp. */
    void patched(String json) {
        app().patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    /** Deleted by whoever does not wait for the accounts that refer to it. */
    void deletedByForce() {
        app().delete();
        if (app().get() != null) {
            patched("{\"metadata\":{\"finalizers\":null}}");
        }
    }

    /** Its status says this of the app's webhook. */
    void says(String subscribed, String reason, String message) {
        Condition condition = new Condition("2026-11-23T10:00:00Z", message, 1L, reason, subscribed, "Subscribed");
        app().editStatus(app -> {
            app.setStatus(new MetaAppStatus(1L, null, 1, null, null, null, List.of(), List.of(condition)));
            return app;
        });
    }

    Resource<MetaApp> app() {
        return client.resources(MetaApp.class).inNamespace(namespace).withName(name);
    }
}
