package io.instagramoperator.e2e;

import java.util.concurrent.ThreadLocalRandom;

/** A Meta app that several accounts share, and the YAML that a platform team writes for it. */
record SharedApp(String name, String id, String secret) {

    /** An app that no other test knows. */
    static SharedApp named(String name) {
        long number = ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L);
        return new SharedApp(name, "65" + number, "secret-of-app-" + number);
    }

    /** An account that was connected to this app only, ever. */
    Account account(String accountName) {
        Account account = Account.named(accountName);
        return new Account(
                accountName,
                account.instagramId(),
                account.pageId(),
                id,
                secret,
                account.accessToken(),
                account.apiToken(),
                account.deletionPolicy());
    }

    /** The account's token at this app, if it has another app, too. */
    String tokenOf(Account account) {
        return account.appId().equals(id) ? account.accessToken() : account.accessToken() + "at" + id;
    }

    String resources() {
        return """
                apiVersion: v1
                kind: Secret
                metadata: { name: %1$s-meta }
                stringData: { app-secret: "%3$s" }
                ---
                apiVersion: instagram-operator.io/v1alpha1
                kind: MetaApp
                metadata: { name: %1$s }
                spec:
                  appId: "%2$s"
                  secretRefs: [ { name: %1$s-meta, key: app-secret } ]
                  graph: { url: "%4$s" }
                """.formatted(name, id, secret, FakeMeta.GRAPH_URL);
    }

    /** The account's token at this app, in a Secret of its own, beside that of its own app. */
    String secretOf(Account account) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: { name: %s-%s }
                stringData: { access-token: "%s" }
                """.formatted(account.name(), name, tokenOf(account));
    }

    /** The account's YAML with this app in the place of its own. */
    String resourceOf(Account account) {
        return account.resource()
                .replaceFirst("app: \\{.*}", "appRef: { name: %s }".formatted(name))
                .replace(
                        "accessTokenRef: { name: %s-meta,".formatted(account.name()),
                        "accessTokenRef: { name: %s-%s,".formatted(account.name(), name));
    }
}
