package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.MetaApps;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.exposure.DesiredHttpRoute;
import io.instagramoperator.operator.exposure.DesiredIngress;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said of the way in. Accounts: minimal without a route, complete with an Ingress of class nginx, gateway with an HTTPRoute. */
class ExposedChecksTest {

    @Test
    void withoutARouteMetaCannotReachTheAccount() {
        assertThat(Verdicts.exposed(Situations.ready().build()))
                .isEqualTo(
                        said(
                                "True",
                                "ClusterOnly",
                                "No route is asked for. Meta reaches the receiver only with spec.webhook.host and either spec.webhook.ingress or spec.webhook.gateway"));
    }

    @Test
    void withAHostAloneSomebodyElseHasToRouteIt() {
        Verdict verdict = Verdicts.exposed(Situations.of(Accounts.withHost()).build());

        assertThat(verdict.reason()).isEqualTo("ClusterOnly");
        assertThat(verdict.message())
                .contains("leads https://hooks.example.com/webhooks/social/acme to port 8080 of Service acme-receiver");
    }

    @Test
    void withASharedAppTheGatewayIsTheWayIn() {
        Verdict verdict = Verdicts.exposed(
                Situations.of(Accounts.shared()).metaApp(MetaApps.agency()).build());

        assertThat(verdict)
                .isEqualTo(
                        said(
                                "True",
                                "ClusterOnly",
                                "No route is asked for: the gateway of MetaApp agency takes the webhooks and passes them on to Service acme-receiver"));
    }

    @Test
    void anIngressIsPendingUntilItHasAnAddress() {
        // Given
        Ingress ingress = ingress();

        // When
        Verdict missing = Verdicts.exposed(Situations.of(Accounts.complete()).build());
        Verdict pending = Verdicts.exposed(
                Situations.of(Accounts.complete()).ingress(ingress).build());
        Verdict admitted = Verdicts.exposed(Situations.of(Accounts.complete())
                .ingress(new IngressBuilder(ingress)
                        .withNewStatus()
                        .withNewLoadBalancer()
                        .addNewIngress()
                        .withHostname("edge.example.com")
                        .endIngress()
                        .endLoadBalancer()
                        .endStatus()
                        .build())
                .build());

        // Then
        assertThat(missing).isEqualTo(said("False", "IngressPending", "Ingress acme-receiver is not there yet"));
        assertThat(pending.reason()).isEqualTo("IngressPending");
        assertThat(pending.message())
                .contains("IngressClass nginx", "kubectl -n social describe ingress acme-receiver");
        assertThat(admitted)
                .isEqualTo(said(
                        "True",
                        "Exposed",
                        "Ingress acme-receiver leads https://hooks.example.com/webhooks/social/acme to the receiver"));
    }

    @Test
    void anIngressThatCannotBeMadeIsNoFaultOfTheReceiver() {
        // Given
        Situation situation = Situations.of(Accounts.complete())
                .failing(new ChildFailure("Ingress", "acme-receiver", Cause.NAME_TAKEN, "conflict"))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(verdict(verdicts, ConditionType.RECEIVER_READY).isTrue()).isTrue();
        assertThat(verdict(verdicts, ConditionType.EXPOSED))
                .isEqualTo(
                        said(
                                "False",
                                "IngressPending",
                                "Ingress acme-receiver exists in namespace social and is not this InstagramAccount's. Delete it, or give the InstagramAccount another name"));
        assertThat(verdict(verdicts, ConditionType.READY)).isEqualTo(verdict(verdicts, ConditionType.EXPOSED));
    }

    @Test
    void withoutTheGatewayApiSomebodyHasToActAndTheIngressStays() {
        // Given
        InstagramAccount account = Accounts.gateway();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(
                Situations.of(account).ingress(ingress()).withoutGatewayApi().build());

        // Then
        assertThat(verdict(verdicts, ConditionType.EXPOSED).reason()).isEqualTo("GatewayApiMissing");
        assertThat(verdict(verdicts, ConditionType.STALLED).message())
                .contains("Install the CRDs of the Gateway API", "Until then Ingress acme-receiver stays as it was");
    }

    @Test
    void anOlderAppOfTheSameNameKeepsTheRoute() {
        // Given
        Situation situation = Situations.of(Accounts.complete())
                .ingress(ingress())
                .elderNamesake(MetaApps.agency())
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(verdict(verdicts, ConditionType.EXPOSED))
                .isEqualTo(
                        said(
                                "False",
                                "PathTaken",
                                "MetaApp agency of this namespace is older and has the route for https://hooks.example.com/webhooks/social/acme, so none is made for this InstagramAccount. Give one of the two another name or another spec.webhook.host"));
        assertThat(verdict(verdicts, ConditionType.STALLED).reason()).isEqualTo("PathTaken");
        assertThat(situation.exposure().ingressWanted()).isFalse();
    }

    @Test
    void anHttpRouteIsNotInForceUntilItsGatewaysHaveSpoken() {
        Verdict verdict = Verdicts.exposed(
                Situations.of(Accounts.gateway()).route(route()).build());

        assertThat(verdict.reason()).isEqualTo("RouteNotAccepted");
        assertThat(verdict.message())
                .contains("HTTPRoute acme-receiver is not in force: Gateway ingress/public, listener https,");
    }

    private static Verdict verdict(Map<ConditionType, Verdict> verdicts, ConditionType type) {
        return Objects.requireNonNull(verdicts.get(type), type.type());
    }

    private static Verdict said(String status, String reason, String message) {
        return new Verdict(Verdict.Status.valueOf(status.toUpperCase(Locale.ROOT)), reason, message);
    }

    private static Ingress ingress() {
        InstagramAccount account = Accounts.complete();
        return DesiredIngress.of(account, account.getSpec().webhook(), ReceiverLabels.metadata(account));
    }

    private static HTTPRoute route() {
        InstagramAccount account = Accounts.gateway();
        return DesiredHttpRoute.of(account, account.getSpec().webhook(), ReceiverLabels.metadata(account));
    }
}
