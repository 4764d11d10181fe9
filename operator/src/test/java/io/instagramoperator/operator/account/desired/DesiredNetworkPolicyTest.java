package io.instagramoperator.operator.account.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From where webhooks may come; the golden files show all the rest. */
class DesiredNetworkPolicyTest {

    private static final FixedReceiverSettings ROUTED = new FixedReceiverSettings().routedFrom("ingress", "gateways");

    @Test
    void anAccountWithARouteTakesThemFromWhereTheRoutersAre() {
        assertThat(webhookPeers(Accounts.complete(), ROUTED))
                .extracting(peer -> peer.getNamespaceSelector().getMatchLabels())
                .containsExactly(
                        Map.of("kubernetes.io/metadata.name", "gateways"),
                        Map.of("kubernetes.io/metadata.name", "ingress"));
    }

    @Test
    void anAccountWithoutOneTakesThemFromEverywhere() {
        assertThat(webhookPeers(Accounts.minimal(), ROUTED)).isEmpty();
    }

    @Test
    void unlessItIsSaidWhereTheRoutersAreTheyMayBeAnywhere() {
        assertThat(webhookPeers(Accounts.complete(), new FixedReceiverSettings()))
                .isEmpty();
    }

    private static List<NetworkPolicyPeer> webhookPeers(InstagramAccount account, FixedReceiverSettings settings) {
        return DesiredNetworkPolicy.of(new Blueprint(account, List.of(), settings))
                .getSpec()
                .getIngress()
                .getFirst()
                .getFrom();
    }
}
