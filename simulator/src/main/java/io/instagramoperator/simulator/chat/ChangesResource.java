package io.instagramoperator.simulator.chat;

import io.instagramoperator.simulator.state.Changed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Tells pages to look again: server-sent events without content, one at the start and one after each change. */
@Path("/chat/api/changes")
@Singleton
public class ChangesResource {

    private static final String LOOK_AGAIN = "changed";

    private final BroadcastProcessor<Changed> changes = BroadcastProcessor.create();

    /** From any thread, one after the other. */
    synchronized void publish(@Observes Changed changed) {
        changes.onNext(changed);
    }

    /** A page that is slower than the changes misses some, but never the last one. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<String> stream(@QueryParam("account") @DefaultValue("") String instagramId) {
        Multi<String> later = changes.filter(change -> change.instagramId().equals(instagramId))
                .map(change -> LOOK_AGAIN)
                .onOverflow()
                .dropPreviousItems();
        return Multi.createBy().merging().streams(later, Multi.createFrom().item(LOOK_AGAIN));
    }
}
