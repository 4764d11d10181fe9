package io.instagramoperator.operator.exposure;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatus;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteParentStatus;
import io.instagramoperator.crds.webhook.GatewayRef;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.condition.Clause;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether all Gateways have taken an HTTPRoute up. Each tells in an entry of its own in the status, which names it as the spec does. */
final class RouteAdmission {

    /** What a Gateway says of a route (Gateway API, RouteConditionType): it serves it. */
    private static final String ACCEPTED = "Accepted";

    /** It has found where it leads. Only that it has not is an objection: a controller may say nothing of what is well. */
    private static final String RESOLVED = "ResolvedRefs";

    private RouteAdmission() {}

    /** Of the first Gateway that has one. */
    static Optional<String> objection(HTTPRoute route, WebhookSpec webhook) {
        return Stream.ofNullable(webhook.gateway())
                .flatMap(gateway -> gateway.parentRefs().stream())
                .flatMap(gateway -> objection(route, gateway).stream())
                .findFirst();
    }

    private static Optional<String> objection(HTTPRoute route, GatewayRef gateway) {
        String namespace = route.getMetadata().getNamespace();
        List<RouteParentStatus> said = statuses(route)
                .filter(status -> isAbout(gateway, status.getParentRef(), namespace))
                .toList();
        if (said.isEmpty()) {
            return Optional.of(name(gateway, namespace)
                    + " has not said anything about it: is it there, and does its controller run?");
        }
        List<String> objections = said.stream()
                .flatMap(status -> objection(route, status).stream())
                .toList();
        // Of several controllers that claim the Gateway only one can have it.
        return objections.size() < said.size()
                ? Optional.empty()
                : Optional.of(name(gateway, namespace) + " " + objections.getFirst());
    }

    private static Stream<RouteParentStatus> statuses(HTTPRoute route) {
        return Stream.ofNullable(route.getStatus())
                .map(HTTPRouteStatus::getParents)
                .flatMap(List::stream);
    }

    private static Optional<String> objection(HTTPRoute route, RouteParentStatus status) {
        return Stream.of(ACCEPTED, RESOLVED)
                .flatMap(type -> objection(route, status, type).stream())
                .findFirst();
    }

    private static Optional<String> objection(HTTPRoute route, RouteParentStatus status, String type) {
        Optional<Condition> condition = status.getConditions().stream()
                .filter(candidate -> type.equals(candidate.getType()))
                .filter(candidate -> isAbout(route, candidate))
                .findFirst();
        if (condition.isEmpty() && type.equals(ACCEPTED)) {
            return Optional.of("has not said yet whether it is " + type);
        }
        return condition
                .filter(said -> !"True".equals(said.getStatus()))
                .map(said -> "says " + type + "=" + said.getStatus() + ", " + said.getReason() + ": "
                        + Clause.of(Objects.requireNonNullElse(said.getMessage(), "")));
    }

    /** Not about an older generation of it. */
    private static boolean isAbout(HTTPRoute route, Condition condition) {
        return condition.getObservedGeneration() == null
                || route.getMetadata().getGeneration() == null
                || condition.getObservedGeneration() >= route.getMetadata().getGeneration();
    }

    private static boolean isAbout(GatewayRef gateway, ParentReference parent, String namespace) {
        return gateway.name().equals(parent.getName())
                && orElse(gateway.namespace(), namespace).equals(orElse(parent.getNamespace(), namespace))
                && Objects.equals(gateway.sectionName(), parent.getSectionName())
                && Objects.equals(gateway.port(), parent.getPort());
    }

    private static String name(GatewayRef gateway, String namespace) {
        String listener = gateway.sectionName() == null ? "" : ", listener " + gateway.sectionName() + ",";
        return "Gateway " + orElse(gateway.namespace(), namespace) + "/" + gateway.name() + listener;
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
