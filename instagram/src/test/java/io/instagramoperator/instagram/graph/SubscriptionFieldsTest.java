package io.instagramoperator.instagram.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionFieldsTest {

    private static final Set<String> WANTED = Set.of(
            "messages",
            "messaging_seen",
            "messaging_referral",
            "messaging_postbacks",
            "mentions",
            "messaging_referrals");

    @Test
    void sendsTheAppsEdgeOnlyNamesOfInstagram() {
        // When // Then
        assertThat(SubscriptionFields.ofApp(WANTED))
                .containsExactly("mentions", "messages", "messaging_postbacks", "messaging_referral", "messaging_seen");
    }

    @Test
    void sendsAPageOnlyNamesThatAPageHas() {
        // When // Then
        assertThat(SubscriptionFields.ofAccount(Login.FACEBOOK, WANTED))
                .containsExactly("messages", "messaging_postbacks");
    }

    @Test
    void switchesAPageOnWithAnyFieldIfItHasNoneOfTheWanted() {
        // When // Then
        assertThat(SubscriptionFields.ofAccount(Login.FACEBOOK, Set.of("comments")))
                .containsExactly("feed");
    }

    @Test
    void sendsAnAccountWithInstagramLoginOnlyNamesOfThatLogin() {
        // When // Then
        assertThat(SubscriptionFields.ofAccount(Login.INSTAGRAM, WANTED))
                .containsExactly("messages", "messaging_postbacks", "messaging_referral", "messaging_seen");
    }
}
