package io.instagramoperator.simulator.chat;

import io.instagramoperator.simulator.webhook.Deliveries;
import io.instagramoperator.simulator.webhook.Delivery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** The webhooks of an account, as they went out. */
@Path("/chat/api")
public class ChatWebhooksResource {

    /** As many as somebody looks at. */
    private static final int SHOWN = 50;

    private final Deliveries deliveries;

    ChatWebhooksResource(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    record Reports(List<Delivery.Report> deliveries) {}

    /** The last ones, newest first. */
    @GET
    @Path("accounts/{instagramId}/deliveries")
    public Reports last(@PathParam("instagramId") String instagramId) {
        return new Reports(deliveries.reports().reversed().stream()
                .filter(report -> report.instagramIds().contains(instagramId))
                .limit(SHOWN)
                .toList());
    }

    @GET
    @Path("deliveries/{id}")
    public Delivery.Detail one(@PathParam("id") String id) {
        return deliveries
                .detail(id)
                .orElseThrow(() ->
                        new NotFoundException("there is no delivery '%s'; only the last 1000 are kept".formatted(id)));
    }
}
