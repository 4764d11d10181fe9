package io.instagramoperator.operator.faults;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.instagramoperator.operator.apiserver.ApiServer;
import io.instagramoperator.operator.apiserver.OperatorProcess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An installation for one test, with a namespace to look after, and as many operators and proxies as the test starts. */
final class FaultyLine implements BeforeEachCallback, AfterEachCallback {

    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable ApiServer server;
    private @Nullable Installation installation;

    @Override
    public void beforeEach(ExtensionContext context) {
        server = new ApiServer();
        installation = Installation.on(server);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        open.clear();
        server().admin().close();
    }

    ApiServer server() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    KubernetesClient admin() {
        return server().admin();
    }

    Installation installation() {
        if (installation == null) {
            throw new IllegalStateException("not started");
        }
        return installation;
    }

    FaultyProxy proxy() {
        return closing(new FaultyProxy(admin().getConfiguration()));
    }

    OperatorProcess operator(FaultyProxy proxy, String... namespaces) {
        return closing(installation().start(proxy, namespaces));
    }

    /** Has it closed when the test has ended. */
    <T extends AutoCloseable> T closing(T closeable) {
        open.add(closeable);
        return closeable;
    }
}
