package io.instagramoperator.operator.faults;

import io.instagramoperator.operator.apiserver.ApiServer;
import io.instagramoperator.operator.apiserver.OperatorProcess;
import io.instagramoperator.operator.faults.FaultyProxy.Exchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One account of a scenario, with an operator of its own for as long as that lives. */
final class Trial implements AutoCloseable {

    private final Scenario scenario;
    private final ApiServer server;
    private final Account account;
    private final FaultyProxy proxy;

    Trial(Scenario scenario, ApiServer server) {
        this.scenario = scenario;
        this.server = server;
        this.account = Account.in(server.newNamespace(), "acme", server.admin());
        this.proxy = new FaultyProxy(server.admin().getConfiguration());
    }

    Account account() {
        return account;
    }

    FaultyProxy proxy() {
        return proxy;
    }

    /** Lets the operator do what is asked. */
    OperatorProcess undisturbed() {
        scenario.when(account);
        OperatorProcess operator = Installation.on(server).start(proxy, account.namespace());
        scenario.then(account);
        return operator;
    }

    /** Kills the operator while it does what is asked. */
    void killed(Killing killing) {
        CompletableFuture<OperatorProcess> operator = new CompletableFuture<>();
        proxy.harm(killing.by(() -> operator.join().kill()));
        scenario.when(account);
        try (OperatorProcess process = Installation.on(server).start(proxy, account.namespace())) {
            operator.complete(process);
            process.onExit().orTimeout(2, TimeUnit.MINUTES).join();
        }
    }

    /** How many objects of each kind were made, and how many deleted, over this trial's proxy and over another one. */
    Map<String, Integer> madeAndDeleted(Stream<Exchange> others) {
        Map<String, Integer> counts = new TreeMap<>();
        Stream.concat(proxy.exchanges().stream(), others)
                .filter(exchange -> exchange.call().namespace().equals(account.namespace()))
                // Events are messages: one may well be sent again.
                .filter(exchange ->
                        exchange.call().isWrite() && !exchange.call().isOnEvent())
                .forEach(exchange -> {
                    if (exchange.status() == 201) {
                        counts.merge("made " + exchange.call().resource(), 1, Integer::sum);
                    } else if (exchange.call().verb().equals("delete") && exchange.status() < 300) {
                        counts.merge("deleted " + exchange.call().resource(), 1, Integer::sum);
                    }
                });
        return counts;
    }

    static String[] namespaces(List<Trial> trials) {
        return trials.stream().map(trial -> trial.account().namespace()).toArray(String[]::new);
    }

    @Override
    public void close() {
        proxy.close();
    }
}
