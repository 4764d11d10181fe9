package io.instagramoperator.simulator.webhook;

import io.instagramoperator.simulator.state.Changed;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last deliveries, oldest first. */
@Singleton
public class Deliveries {

    private static final int KEPT = 1_000;

    private final Event<Changed> changed;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();

    Deliveries(Event<Changed> changed) {
        this.changed = changed;
    }

    void add(Delivery delivery) {
        synchronized (this) {
            deliveries.addLast(delivery);
            if (deliveries.size() > KEPT) {
                deliveries.removeFirst();
            }
        }
        changed(delivery);
    }

    /** Says that there is news of a delivery. */
    void changed(Delivery delivery) {
        delivery.report().instagramIds().forEach(id -> changed.fire(new Changed(id)));
    }

    public synchronized List<Delivery.Report> reports() {
        return deliveries.stream().map(Delivery::report).toList();
    }

    /** The last ones with updates of an account, newest first. */
    public synchronized List<Delivery.Detail> last(String instagramId, int count) {
        return deliveries.reversed().stream()
                .filter(delivery -> delivery.report().instagramIds().contains(instagramId))
                .limit(count)
                .map(Delivery::detail)
                .toList();
    }

    /** One of them, if it is still kept. */
    public synchronized Optional<Delivery.Detail> detail(String id) {
        return deliveries.stream()
                .filter(delivery -> delivery.report().id().equals(id))
                .findAny()
                .map(Delivery::detail);
    }
}
