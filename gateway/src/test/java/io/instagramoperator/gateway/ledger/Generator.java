package io.instagramoperator.gateway.ledger;

import io.instagramoperator.gateway.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers messages of all accounts as Meta does, each connection those of a few conversations of each account. It repeats a
 * delivery until it is acknowledged, sometimes once more after that, and only then goes on. It keeps account.
 */
final class Generator {

    private static final int CONNECTIONS = 4;
    private static final int CONVERSATIONS = 2;
    private static final int[] SIZES = {1, 1, 2, 10, 50};
    private static final int MILLIS_TO_NEXT = 5;
    private static final int MILLIS_TO_RETRY = 20;
    private static final int ONE_IN_SO_MANY_IS_REPEATED = 20;

    private final Meta meta;
    private final List<String> accounts;
    private final Set<CustomerMessage> sent = ConcurrentHashMap.newKeySet();
    private final Set<CustomerMessage> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger acknowledgements = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Generator(Meta meta, List<String> accounts) {
        this.meta = meta;
        this.accounts = accounts;
    }

    void start(Random random) {
        for (int i = 0; i < CONNECTIONS; i++) {
            int connection = i;
            long seed = random.nextLong();
            threads.add(Thread.ofPlatform().daemon().start(() -> deliver(connection, new Random(seed))));
        }
    }

    /** Waits until all that was begun is acknowledged. */
    void finish() throws InterruptedException {
        stopped.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    Set<CustomerMessage> sent() {
        return Set.copyOf(sent);
    }

    Set<CustomerMessage> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    int acknowledgements() {
        return acknowledgements.get();
    }

    private void deliver(int connection, Random random) {
        int[] numbers = new int[accounts.size() * CONVERSATIONS];
        try {
            while (!stopped.await(MILLIS_TO_NEXT, TimeUnit.MILLISECONDS)) {
                List<CustomerMessage> messages = new ArrayList<>();
                for (int j = SIZES[random.nextInt(SIZES.length)]; j > 0; j--) {
                    int chosen = random.nextInt(numbers.length);
                    messages.add(new CustomerMessage(
                            accounts.get(chosen % accounts.size()),
                            1000L + 10L * connection + chosen,
                            ++numbers[chosen]));
                }
                deliver(messages, random);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deliver(List<CustomerMessage> messages, Random random) throws InterruptedException {
        String body =
                Meta.delivery(messages.stream().map(CustomerMessage::entry).toList());
        sent.addAll(messages);
        while (!isAcknowledged(body)) {
            Thread.sleep(MILLIS_TO_RETRY);
        }
        acknowledged.addAll(messages);
        acknowledgements.incrementAndGet();
        if (random.nextInt(ONE_IN_SO_MANY_IS_REPEATED) == 0) {
            isAcknowledged(body);
        }
    }

    private boolean isAcknowledged(String body) {
        try {
            return meta.deliver(body) == 200;
        } catch (CompletionException e) {
            return false;
        }
    }
}
