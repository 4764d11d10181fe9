package io.instagramoperator.operator.exposure;

import static io.instagramoperator.crds.account.ConditionReason.CLUSTER_ONLY;
import static io.instagramoperator.crds.account.ConditionReason.GATEWAY_API_MISSING;
import static io.instagramoperator.crds.account.ConditionReason.INGRESS_PENDING;
import static io.instagramoperator.crds.account.ConditionReason.PATH_TAKEN;
import static io.instagramoperator.crds.account.ConditionReason.ROUTE_NOT_ACCEPTED;
import static io.instagramoperator.crds.account.ConditionType.EXPOSED;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.webhook.IngressRoute;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Is the route in force that the resource asks for?
 *
 * @param exposure the route
 * @param failures children that could not be applied
 * @param resource that asks for it
 * @param name     of the resource's objects
 * @param process  where the route leads to: receiver or gateway
 */
public record ExposedChecks(
        Exposure exposure, List<ChildFailure> failures, HasMetadata resource, String name, String process) {

    public Verdict verdict() {
        return Stream.<Supplier<Optional<Verdict>>>of(
                        this::pathTaken,
                        this::gatewayApiMissing,
                        this::routeNotApplied,
                        this::ingressPending,
                        this::routeNotAccepted)
                .flatMap(check -> check.get().stream())
                .findFirst()
                .orElseGet(this::inForce);
    }

    private Verdict inForce() {
        String url = Callback.url(resource, exposure.webhook(), name);
        if (exposure.ingressWanted()) {
            return Verdict.isTrue(EXPOSED, "Ingress " + name + " leads " + url + " to the " + process);
        }
        if (exposure.routeWanted()) {
            return Verdict.isTrue(EXPOSED, "HTTPRoute " + name + " leads " + url + " to the " + process);
        }
        return Verdict.isTrue(
                CLUSTER_ONLY,
                exposure.webhook().host() == null
                        ? "No route is asked for. Meta reaches the " + process
                                + " only with spec.webhook.host and either spec.webhook.ingress or spec.webhook.gateway"
                        : "No route is asked for: spec.webhook has neither ingress nor gateway, so whoever runs the cluster leads "
                                + url + " to port 8080 of Service " + name);
    }

    private Optional<Verdict> pathTaken() {
        return exposure.elder()
                .map(elder -> Verdict.isFalse(
                        PATH_TAKEN,
                        elder.getKind() + " " + elder.getMetadata().getName()
                                + " of this namespace is older and has the route for "
                                + Callback.url(resource, exposure.webhook(), name)
                                + ", so none is made for this " + resource.getKind()
                                + ". Give one of the two another name or another spec.webhook.host"));
    }

    private Optional<Verdict> gatewayApiMissing() {
        return exposure.routeWanted() && !exposure.gatewayApi()
                ? Optional.of(Verdict.isFalse(
                        GATEWAY_API_MISSING,
                        "spec.webhook.gateway asks for an HTTPRoute, a kind that this cluster does not know. Install the CRDs of the Gateway API and a controller for it, which is noticed within seconds, or use spec.webhook.ingress"
                                + untilThen()))
                : Optional.empty();
    }

    private Optional<Verdict> routeNotApplied() {
        return failures.stream()
                .filter(failure -> failure.cause() != Cause.INVALID && exposure.isAbout(failure))
                .findFirst()
                .map(failure -> Verdict.isFalse(pending(), failure.inWords(resource) + untilThen()));
    }

    private ConditionReason pending() {
        return exposure.ingressWanted() ? INGRESS_PENDING : ROUTE_NOT_ACCEPTED;
    }

    private Optional<Verdict> ingressPending() {
        IngressRoute wanted = exposure.webhook().ingress();
        if (wanted == null || exposure.ingressAdmitted()) {
            return Optional.empty();
        }
        if (exposure.ingress().isEmpty()) {
            return Optional.of(Verdict.isFalse(INGRESS_PENDING, "Ingress " + name + " is not there yet" + untilThen()));
        }
        String controller = wanted.className() == null
                ? "the cluster's default IngressClass"
                : "IngressClass " + wanted.className();
        return Optional.of(Verdict.isFalse(
                INGRESS_PENDING,
                "The controller of " + controller + " has not written an address into the status of Ingress "
                        + name
                        + " yet. If this stays, look whether it runs and publishes addresses, which some do only when told to: "
                        + Kubectl.describe(resource.getMetadata().getNamespace(), "ingress", name)
                        + untilThen()));
    }

    private Optional<Verdict> routeNotAccepted() {
        return exposure.routeWanted()
                ? exposure.routeObjection()
                        .map(objection -> Verdict.isFalse(
                                ROUTE_NOT_ACCEPTED,
                                "HTTPRoute " + name + " is not in force: " + objection + untilThen()))
                : Optional.empty();
    }

    private String untilThen() {
        if (exposure.ingressStays()) {
            return ". Until then Ingress " + name + " stays as it was";
        }
        return exposure.routeStays() ? ". Until then HTTPRoute " + name + " stays as it was" : "";
    }
}
