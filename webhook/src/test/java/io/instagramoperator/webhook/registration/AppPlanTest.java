package io.instagramoperator.webhook.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.instagramoperator.instagram.graph.AppSubscription;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A foreign callback is never stolen, and what is as wanted is never touched. */
class AppPlanTest {

    private static final String OURS = "https://hooks.example.com/webhooks/social/acme";
    private static final String FOREIGN = "https://other.example.com/hook";
    private static final String BEFORE = "https://hooks.example.com/webhooks/social/before";
    private static final Set<String> WANTED = Set.of("messages", "messaging_seen");

    static Stream<Arguments> plans() {
        return Stream.of(
                argumentSet("nothing there", Optional.empty(), false, new AppPlan.Subscribe(WANTED)),
                argumentSet("as wanted", ours(true, "messages", "messaging_seen"), false, new AppPlan.Keep()),
                argumentSet(
                        "more than wanted",
                        ours(true, "messages", "messaging_seen", "standby"),
                        false,
                        new AppPlan.Keep()),
                argumentSet(
                        "a field lacks: the others stay",
                        ours(true, "messages", "standby"),
                        false,
                        new AppPlan.Subscribe(Set.of("messages", "messaging_seen", "standby"))),
                argumentSet(
                        "switched off",
                        ours(false, "messages", "messaging_seen"),
                        false,
                        new AppPlan.Subscribe(WANTED)),
                argumentSet("ours of before", before(), false, new AppPlan.Subscribe(WANTED)),
                argumentSet("somebody else's", foreign(), false, new AppPlan.LeaveForeign(FOREIGN)),
                argumentSet("somebody else's, to be taken over", foreign(), true, new AppPlan.Subscribe(WANTED)));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void comparesWhatIsThereWithWhatIsWanted(Optional<AppSubscription> seen, boolean takeOver, AppPlan expected) {
        WantedCallback wanted = new WantedCallback(
                "1234567890123456", Optional.of(OURS), WANTED, true, takeOver, Set.of(BEFORE), "gateway");

        assertThat(AppPlan.of(seen, wanted)).isEqualTo(expected);
    }

    private static Optional<AppSubscription> ours(boolean active, String... fields) {
        return Optional.of(new AppSubscription(OURS, Set.of(fields), active));
    }

    private static Optional<AppSubscription> before() {
        return Optional.of(new AppSubscription(BEFORE, Set.of("messages", "standby"), true));
    }

    private static Optional<AppSubscription> foreign() {
        return Optional.of(new AppSubscription(FOREIGN, Set.of("messages", "messaging_seen"), true));
    }
}
