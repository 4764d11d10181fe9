package io.instagramoperator.receiver.delivery;

import jakarta.inject.Singleton;
import java.util.List;

/** All subscriptions of this receiver, at work. */
@Singleton
public final class Deliveries {

    /** How far each subscription of the configuration is, in the order of the configuration. Blocks on the disk. */
    public List<Standing> standings() {
        return List.of();
    }

    /**
     * Says that rows were added to a subscription's parked events or replays by somebody else: they are looked at now, and a
     * subscription that an answer 410 has suspended goes on.
     */
    public void wake(String subscription) {}
}
