package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.AppSubscription;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Subscriptions;
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

    @PUT
    public void put(@PathParam("id") String id, @Nullable AppSpec spec) {
        state.put(new AppSpec(id, Inputs.body(spec).secret()));
    }

    @GET
    public AppView get(@PathParam("id") String id) {
        return directory
                .app(id)
                .map(app -> new AppView(id, subscriptions.ofApp(id).map(SubscriptionView::of)))
                .orElseThrow(() -> new NotFoundException(
                        "there is no app '%s'; PUT /control/apps/%s creates it".formatted(id, id)));
    }
}
