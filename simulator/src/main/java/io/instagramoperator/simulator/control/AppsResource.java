package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.App;
import io.instagramoperator.simulator.state.AppSubscription;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Subscriptions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The apps. */
@Path("/control/apps/{id}")
public class AppsResource {

    private final StateWriter state;
    private final Directory directory;
    private final Subscriptions subscriptions;

    AppsResource(StateWriter state, Directory directory, Subscriptions subscriptions) {
        this.state = state;
        this.directory = directory;
        this.subscriptions = subscriptions;
    }

    /** An app without its secret. */
    record AppView(String id, Optional<SubscriptionView> subscription) {}

    record SubscriptionView(String callbackUrl, List<String> fields, boolean active) {

        static SubscriptionView of(AppSubscription subscription) {
            return new SubscriptionView(subscription.callbackUrl(), subscription.fields(), true);
        }
    }

    /** A webhook that somebody else registered for the app. */
    record ForeignSubscription(
            @Nullable String callbackUrl, @Nullable List<String> fields) {}

    @PUT
    public void put(@PathParam("id") String id, @Nullable AppSpec spec) {
        state.put(Inputs.body(spec).withId(id));
    }

    @GET
    public AppView get(@PathParam("id") String id) {
        return new AppView(app(id).id(), subscriptions.ofApp(id).map(SubscriptionView::of));
    }

    /** Replaces the app's webhook without a handshake, as if somebody else had registered another one. */
    @PUT
    @Path("subscription")
    public void subscribe(@PathParam("id") String id, @Nullable ForeignSubscription subscription) {
        ForeignSubscription foreign = Inputs.body(subscription);
        List<String> fields = foreign.fields() == null ? List.of("messages") : foreign.fields();
        subscriptions.subscribeApp(
                app(id).id(), new AppSubscription(Inputs.url("callbackUrl", foreign.callbackUrl()), fields, "v25.0"));
    }

    /** Ends the app's webhook. */
    @DELETE
    @Path("subscription")
    public void unsubscribe(@PathParam("id") String id) {
        subscriptions.unsubscribeApp(app(id).id());
    }

    private App app(String id) {
        return directory
                .app(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no app '%s'; PUT /control/apps/%s creates it".formatted(id, id)));
    }
}
