package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.webhook.Deliveries;
import io.instagramoperator.simulator.webhook.Delivery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** How the last deliveries went. */
@Path("/control/deliveries")
public class DeliveriesResource {

    private final Deliveries deliveries;

    DeliveriesResource(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    record Reports(List<Delivery.Report> deliveries) {}

    @GET
    public Reports get() {
        return new Reports(deliveries.reports());
    }
}
