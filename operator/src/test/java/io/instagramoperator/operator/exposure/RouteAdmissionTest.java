package io.instagramoperator.operator.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.webhook.WebhookSpec;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A route at generation 2 in namespace social, wanted at the listener https of Gateway ingress/public. */
class RouteAdmissionTest {

    private static final String OURS = "{name: public, namespace: ingress, sectionName: https}";
    private static final String ACCEPTED = "{type: Accepted, status: \"True\", observedGeneration: 2}";
    private static final String RESOLVED = "{type: ResolvedRefs, status: \"True\", observedGeneration: 2}";

    static Stream<Arguments> statuses() {
        return Stream.of(
                arguments("nobody has said anything", "[]", "has not said anything"),
                arguments("accepted", said(OURS, ACCEPTED, RESOLVED), ""),
                arguments("accepted, and no more said", said(OURS, ACCEPTED), ""),
                arguments(
                        "accepted before it was changed",
                        said(OURS, ACCEPTED.replace("2}", "1}"), RESOLVED),
                        "whether it is Accepted"),
                arguments(
                        "accepted by one that counts no generations",
                        said(OURS, "{type: Accepted, status: \"True\"}", RESOLVED),
                        ""),
                arguments(
                        "refused",
                        said(
                                OURS,
                                "{type: Accepted, status: \"False\", reason: NotAllowedByListeners, message: No.}",
                                RESOLVED),
                        "Gateway ingress/public, listener https, says Accepted=False, NotAllowedByListeners: No"),
                arguments(
                        "accepted, leading nowhere",
                        said(OURS, ACCEPTED, "{type: ResolvedRefs, status: \"False\", reason: BackendNotFound}"),
                        "ResolvedRefs=False, BackendNotFound"),
                arguments(
                        "accepted at another listener",
                        said("{name: public, namespace: ingress, sectionName: http}", ACCEPTED, RESOLVED),
                        "has not said anything"),
                arguments(
                        "accepted by a Gateway of the same name in the account's namespace",
                        said("{name: public, sectionName: https}", ACCEPTED, RESOLVED),
                        "has not said anything"),
                arguments(
                        "accepted by one controller and refused by another",
                        "[" + entry(OURS, "{type: Accepted, status: \"False\", reason: Other}") + ","
                                + entry(OURS, ACCEPTED, RESOLVED) + "]",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statuses")
    void isInForceWhenTheGatewayHasAcceptedThisGeneration(String name, String parents, String objection) {
        // Given
        HTTPRoute route = Serialization.unmarshal("""
                metadata: {namespace: social, name: acme-receiver, generation: 2}
                status: {parents: %s}
                """.formatted(parents), HTTPRoute.class);
        WebhookSpec webhook = Serialization.unmarshal("gateway: {parentRefs: [" + OURS + "]}", WebhookSpec.class);

        // When / Then
        assertThat(RouteAdmission.objection(route, webhook).orElse(""))
                .matches(said -> objection.isEmpty() == said.isEmpty())
                .contains(objection);
    }

    private static String said(String parent, String... conditions) {
        return "[" + entry(parent, conditions) + "]";
    }

    private static String entry(String parent, String... conditions) {
        return "{parentRef: " + parent + ", conditions: [" + String.join(",", conditions) + "]}";
    }
}
