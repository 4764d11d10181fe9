package io.instagramoperator.operator.apiserver;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One operator for all tests of a class, with receivers that do as they are told. */
final class OperatorUnderTest implements BeforeAllCallback, AfterAllCallback {

    /** No two accounts of a test run have the same id by accident, and none is found in another text. */
    private static final AtomicLong IDS = new AtomicLong(17_841_400_000_100_000L);

    private final boolean apps;
    private @Nullable Running running;

    OperatorUnderTest() {
        this(false);
    }

    private OperatorUnderTest(boolean apps) {
        this.apps = apps;
    }

    /** One that reconciles MetaApps, too. */
    static OperatorUnderTest withApps() {
        return new OperatorUnderTest(true);
    }

    private record Running(ApiServer server, FakeReceivers receivers, RunningOperator operator) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        ApiServer server = new ApiServer();
        FakeReceivers receivers = new FakeReceivers();
        running = new Running(
                server,
                receivers,
                apps
                        ? RunningOperator.withApps(
                                server.operator(), receivers.port(), Set.of(Constants.WATCH_ALL_NAMESPACES))
                        : new RunningOperator(server.operator(), receivers.port()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running().operator().close();
        running().receivers().close();
        running().server().admin().close();
    }

    /** A client with all rights: the platform team, and the parts of a cluster that are not there. */
    KubernetesClient admin() {
        return running().server().admin();
    }

    /** The UID of a namespace. */
    String uidOf(String namespace) {
        return admin().namespaces().withName(namespace).require().getMetadata().getUid();
    }

    /** An account of this name in a namespace of its own, not applied yet. */
    TestAccount account(String name) {
        return new TestAccount(
                admin(), running().server().newNamespace(), name, running().receivers());
    }

    /** An account that is Ready. */
    TestAccount readyAccount(String name) {
        TestAccount account = account(name).applied(newId());
        String receiver = account.podStarted(true);
        account.reportsThatAllIsWell(receiver);
        account.awaitCondition("Ready", "True Ready");
        return account;
    }

    /** The gateway of a MetaApp of this name in a namespace of its own, not applied yet. */
    TestGateway gateway(String app) {
        return new TestGateway(
                new TestApp(admin(), running().server().newNamespace(), app),
                running().receivers());
    }

    /** A gateway with two pods of a MetaApp that is Ready. */
    TestGateway readyGateway(String app) {
        TestGateway gateway = gateway(app);
        gateway.app().applied();
        gateway.runsWell();
        return gateway;
    }

    /** How many reconciles of the MetaApp have ended well. */
    int reconciled(TestGateway gateway) {
        return running()
                .operator()
                .reconciled(gateway.app().name(), gateway.app().namespace());
    }

    String newId() {
        return String.valueOf(IDS.incrementAndGet());
    }

    /** How many reconciles of the account have ended well. */
    int reconciled(TestAccount account) {
        return running().operator().reconciled(account.name(), account.namespace());
    }

    /** How many reconciles of the subscription have ended well. */
    int reconciled(TestSubscription subscription) {
        return running().operator().reconciled(subscription.name(), subscription.namespace());
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }
}
