package io.instagramoperator.operator.exposure;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.child.ChildFailure;
import java.util.Optional;

/**
 * The way in that is wanted, and those that are there.
 *
 * @param webhook    says what is wanted
 * @param ingress    the Ingress that is there
 * @param route      the HTTPRoute that is there
 * @param gatewayApi whether the cluster knows HTTPRoutes
 * @param elder      the older resource that has a route for the same address already, which it keeps
 */
public record Exposure(
        WebhookSpec webhook,
        Optional<Ingress> ingress,
        Optional<HTTPRoute> route,
        boolean gatewayApi,
        Optional<HasMetadata> elder) {

    public boolean ingressWanted() {
        return webhook.ingress() != null && elder.isEmpty();
    }

    public boolean routeWanted() {
        return webhook.gateway() != null && elder.isEmpty();
    }

    /** Whether a controller serves the Ingress: it then writes where. */
    public boolean ingressAdmitted() {
        return ingress.filter(IngressAdmission::admitted).isPresent();
    }

    /** What keeps the HTTPRoute from being in force; empty: it is. */
    public Optional<String> routeObjection() {
        return route.isEmpty()
                ? Optional.of("it is not there yet")
                : route.flatMap(present -> RouteAdmission.objection(present, webhook));
    }

    /** An Ingress that is no longer wanted stays until the HTTPRoute in its place is in force, so that Meta always gets through. */
    public boolean ingressStays() {
        return ingress.isPresent() && routeWanted() && routeObjection().isPresent();
    }

    /** The same the other way round. */
    public boolean routeStays() {
        return route.isPresent() && ingressWanted() && !ingressAdmitted();
    }

    /** Whether it is about the way in that is wanted. */
    public boolean isAbout(ChildFailure failure) {
        return (ingressWanted() && failure.kind().equals("Ingress"))
                || (routeWanted() && failure.kind().equals("HTTPRoute"));
    }
}
