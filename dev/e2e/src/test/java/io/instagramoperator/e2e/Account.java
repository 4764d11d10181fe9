package io.instagramoperator.e2e;

import java.util.concurrent.ThreadLocalRandom;

/** One account at Meta with an app of its own, and the YAML that a platform team writes for it. */
record Account(
        String name,
        String instagramId,
        String pageId,
        String appId,
        String appSecret,
        String accessToken,
        String apiToken,
        String deletionPolicy) {

    /** An account that no other test knows. */
    static Account named(String name) {
        long number = ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L);
        return new Account(
                name,
                "17841" + number,
                "10" + number,
                "12" + number,
                "secret-" + number,
                "EAAtoken" + number,
                "api-" + number,
                "Drain");
    }

    Account deletedBy(String policy) {
        return new Account(name, instagramId, pageId, appId, appSecret, accessToken, apiToken, policy);
    }

    String resource() {
        return """
                apiVersion: instagram-operator.io/v1alpha1
                kind: InstagramAccount
                metadata: { name: %1$s }
                spec:
                  instagramId: "%2$s"
                  login: Facebook
                  pageId: "%3$s"
                  app: { id: "%4$s", secretRefs: [ { name: %1$s-meta, key: app-secret } ] }
                  accessTokenRef: { name: %1$s-meta, key: access-token }
                  graph: { url: "%5$s" }
                  store: { embedded: { size: 100Mi } }
                  api: { tokenRefs: [ { name: %1$s-meta, key: api-token } ] }
                  deletionPolicy: %6$s
                """.formatted(name, instagramId, pageId, appId, FakeMeta.GRAPH_URL, deletionPolicy);
    }

    String secret() {
        return """
                apiVersion: v1
                kind: Secret
                metadata: { name: %s-meta }
                stringData: { app-secret: "%s", access-token: "%s", api-token: "%s" }
                """.formatted(name, appSecret, accessToken, apiToken);
    }
}
