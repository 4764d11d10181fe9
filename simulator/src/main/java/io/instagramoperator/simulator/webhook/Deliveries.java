package io.instagramoperator.simulator.webhook;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last deliveries, oldest first. */
@Singleton
public class Deliveries {

    private static final int KEPT = 1_000;

    private final Deque<Delivery> deliveries = new ArrayDeque<>();

    synchronized void add(Delivery delivery) {
        deliveries.addLast(delivery);
        if (deliveries.size() > KEPT) {
            deliveries.removeFirst();
        }
    }

    public synchronized List<Delivery.Report> reports() {
        return deliveries.stream().map(Delivery::report).toList();
    }
}
