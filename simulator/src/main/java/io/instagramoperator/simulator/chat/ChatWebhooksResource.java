package io.instagramoperator.simulator.chat;

import io.instagramoperator.simulator.webhook.Deliveries;
import io.instagramoperator.simulator.webhook.Delivery;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** The webhooks of an account, as they went out. */
@Path("/chat/api/deliveries")
public class ChatWebhooksResource {

    /** As many as somebody looks at. */
    private static final int SHOWN = 50;

    private final Deliveries deliveries;

    ChatWebhooksResource(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** A delivery without its body, which may be long. */
    record Row(Delivery.Report report, List<Delivery.Attempt> tries) {}

    record Rows(List<Row> deliveries) {}

    /** The last ones, newest first. */
    @GET
    public Rows last(@QueryParam("account") @DefaultValue("") String instagramId) {
        return new Rows(deliveries.last(instagramId, SHOWN).stream()
                .map(detail -> new Row(detail.report(), detail.tries()))
                .toList());
    }

    @GET
    @Path("{id}")
    public Delivery.Detail one(@PathParam("id") String id) {
        return deliveries
                .detail(id)
                .orElseThrow(() ->
                        new NotFoundException("there is no delivery '%s'; only the last 1000 are kept".formatted(id)));
    }
}
