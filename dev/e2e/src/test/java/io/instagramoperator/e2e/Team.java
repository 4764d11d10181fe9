package io.instagramoperator.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A platform team with a namespace of its own for each test, which enforces restricted pods. */
final class Team implements BeforeEachCallback, AfterEachCallback {

    final FakeMeta meta = new FakeMeta();
    private final List<String> namespaces = new ArrayList<>();

    /** kubectl in the test's own namespace. */
    Kubectl kubectl() {
        return new Kubectl(namespaces.getFirst());
    }

    /** kubectl in one more namespace. */
    Kubectl anotherNamespace() {
        String namespace = "e2e-" + Long.toString(ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE), 36);
        Kubectl kubectl = new Kubectl(namespace);
        kubectl.run("create", "namespace", namespace);
        namespaces.add(namespace);
        kubectl.run("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
        return kubectl;
    }

    /** An account with its Secret, known at Meta, applied; not waited for. */
    Account applied(Kubectl kubectl, Account account) {
        meta.knows(account);
        kubectl.apply(account.secret());
        kubectl.apply(account.resource());
        return account;
    }

    Account ready(Kubectl kubectl, Account account) {
        applied(kubectl, account);
        kubectl.waitForReady(account.name());
        return account;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        anotherNamespace();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        meta.behaves();
        for (String namespace : namespaces) {
            // Whatever the test left at Meta is no longer wanted: Orphan never waits for it.
            Kubectl kubectl = new Kubectl(namespace);
            for (String resource :
                    kubectl.run("get", "iga,metaapp", "-o", "name").lines().toList()) {
                kubectl.run("patch", resource, "--type=merge", "-p", "{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
            }
            kubectl.run("delete", "namespace", namespace, "--wait=false");
        }
        namespaces.clear();
    }
}
