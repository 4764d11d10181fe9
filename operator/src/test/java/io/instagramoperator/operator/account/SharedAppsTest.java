package io.instagramoperator.operator.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.app.OutageStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all changes of a MetaApp those concern its accounts that change their receivers or their conditions. */
class SharedAppsTest {

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("nothing", change(_ -> {}), false),
                arguments("its spec", change(app -> app.getMetadata().setGeneration(2L)), true),
                arguments(
                        "another of the same name",
                        change(app -> app.getMetadata().setUid("another")),
                        true),
                arguments("a label", change(app -> app.getMetadata().setLabels(Map.of("team", "social"))), false),
                arguments("how many accounts there are", change(SharedAppsTest::countAccounts), false),
                arguments(
                        "whether Meta sends webhooks",
                        change(app -> app.setStatus(MetaApps.agency("False", "GraphError", "Meta does not answer")
                                .getStatus())),
                        true),
                arguments(
                        "an outage that goes on",
                        change(app ->
                                app.setStatus(MetaApps.agency(outage(null)).getStatus())),
                        false),
                arguments(
                        "an outage that is over",
                        change(app -> app.setStatus(MetaApps.agency(outage(Instant.parse("2026-11-26T12:20:00Z")))
                                .getStatus())),
                        true),
                arguments(
                        "what is said of that",
                        change(app -> app.setStatus(MetaApps.agency("True", "Subscribed", "in other words")
                                .getStatus())),
                        true));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("changes")
    void concernTheAccounts(String what, Consumer<MetaApp> change, boolean concerned) {
        // Given
        MetaApp app = MetaApps.subscribedAgency();

        // When
        change.accept(app);

        // Then
        assertThat(SharedApps.concernsAccounts(app, MetaApps.subscribedAgency()))
                .as(what)
                .isEqualTo(concerned);
    }

    private static void countAccounts(MetaApp app) {
        MetaAppStatus status = Objects.requireNonNull(app.getStatus());
        app.setStatus(new MetaAppStatus(1L, null, 7, null, null, null, List.of(), status.conditions()));
    }

    private static OutageStatus outage(@Nullable Instant to) {
        return new OutageStatus(Instant.parse("2026-11-26T12:00:00Z"), to);
    }

    private static Consumer<MetaApp> change(Consumer<MetaApp> change) {
        return change;
    }
}
