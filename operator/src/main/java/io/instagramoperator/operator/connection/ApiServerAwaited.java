package io.instagramoperator.operator.connection;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start until the API server answers. The framework would end the process instead, and Kubernetes would start it again after ever longer
 * pauses, of up to 5 minutes.
 */
final class ApiServerAwaited {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServerAwaited.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    /** Before the framework starts, which does so at {@code LIBRARY_AFTER}. */
    void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event, KubernetesClient client) {
        // At SIGTERM the framework waits for the end of the start, which nobody else would bring about.
        Thread interrupt = new Thread(Thread.currentThread()::interrupt);
        unlessEnding(() -> Runtime.getRuntime().addShutdownHook(interrupt));
        try {
            await(client);
        } catch (InterruptedException e) {
            throw toldToEnd();
        }
        unlessEnding(() -> Runtime.getRuntime().removeShutdownHook(interrupt));
    }

    private static void unlessEnding(Runnable changeOfHooks) {
        try {
            changeOfHooks.run();
        } catch (IllegalStateException e) {
            // They run already.
            Thread.interrupted();
            throw toldToEnd();
        }
    }

    private static PreventFurtherStepsException toldToEnd() {
        return new PreventFurtherStepsException("Told to end before the API server has answered", 0);
    }

    private static void await(KubernetesClient client) throws InterruptedException {
        boolean told = false;
        while (!answers(client)) {
            if (!told) {
                LOG.warn("The API server at {} does not answer yet; waits for it", client.getMasterUrl());
                told = true;
            }
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    private static boolean answers(KubernetesClient client) {
        try {
            client.getKubernetesVersion();
            return true;
        } catch (KubernetesClientException e) {
            // Even a refusal is an answer, of one that is not overloaded or about to start.
            return e.getCode() > 0 && e.getCode() < 500 && e.getCode() != 429;
        }
    }
}
