package io.instagramoperator.operator.apiserver;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;

/** The ways in to one account, seen by the platform team, an Ingress controller and a Gateway's controller. */
record TestRoutes(TestAccount account) {

    // ---- the platform team

    void ingressWanted(String json) {
        account.patched(
                "{\"spec\":{\"webhook\":{\"host\":\"hooks.example.com\",\"gateway\":null,\"ingress\":" + json + "}}}");
    }

    void gatewayWanted() {
        account.patched("""
                {"spec":{"webhook":{"host":"hooks.example.com","ingress":null,
                "gateway":{"parentRefs":[{"name":"public","namespace":"ingress","sectionName":"https"}]}}}}
                """);
    }

    // ---- the controllers

    /** Writes an address into the Ingress, as a controller does. */
    void ingressAdmitted() {
        // @formatter:off
        account.client().resource(new IngressBuilder(await().until(this::ingress, found -> found != null))
                        .withNewStatus()
                            .withNewLoadBalancer()
                                .addNewIngress().withIp("192.0.2.1").endIngress()
                            .endLoadBalancer()
                        .endStatus()
                        .build())
                .patchStatus();
        // @formatter:on
    }

    void routeAccepted() {
        routeJudged("True", "Accepted", "Route is accepted");
    }

    /** Has the Gateway's controller say what it thinks of the HTTPRoute. */
    void routeJudged(String accepted, String reason, String message) {
        HTTPRoute route = await().until(this::route, found -> found != null);
        ParentReference parent = route.getSpec().getParentRefs().getFirst();
        long generation = route.getMetadata().getGeneration();
        // @formatter:off
        account.client().resource(new HTTPRouteBuilder(route)
                        .withNewStatus()
                            .addNewParent()
                                .withControllerName("example.com/gateway")
                                .withParentRef(parent)
                                .addToConditions(condition("Accepted", accepted, reason, message, generation))
                                .addToConditions(condition("ResolvedRefs", "True", "ResolvedRefs", "", generation))
                            .endParent()
                        .endStatus()
                        .build())
                .patchStatus();
        // @formatter:on
    }

    private static Condition condition(String type, String status, String reason, String message, long generation) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime("2026-11-26T10:00:00Z")
                .build();
    }

    // ---- what can be seen

    Ingress ingress() {
        return account.child(Ingress.class);
    }

    HTTPRoute route() {
        return account.child(HTTPRoute.class);
    }

    void awaitGone(Class<? extends HasMetadata> type) {
        await().until(() -> account.child(type) == null);
    }
}
