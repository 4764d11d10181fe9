package io.instagramoperator.operator.steering;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.Accounts;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SteeredTest {

    static Stream<Consumer<ObjectMeta>> changes() {
        return Stream.of(
                metadata -> metadata.setGeneration(2L),
                metadata -> metadata.setAnnotations(Map.of("instagram-operator.io/refresh", "now")),
                metadata -> metadata.setLabels(Map.of("team", "sales")),
                metadata -> metadata.setDeletionTimestamp("2026-11-23T12:00:00Z"),
                metadata -> metadata.setFinalizers(List.of("instagramaccounts.instagram-operator.io/finalizer")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void startsAReconcile(Consumer<ObjectMeta> change) {
        // Given
        InstagramAccount account = Accounts.minimal();
        change.accept(account.getMetadata());

        // When / Then
        assertThat(new Steered<InstagramAccount>().accept(account, Accounts.minimal()))
                .isTrue();
    }

    @Test
    void theStatusDoesNot() {
        // Given
        InstagramAccount account = Accounts.minimal();
        account.setStatus(new InstagramAccountStatus(
                1L, "acme", null, null, null, null, null, null, null, null, null, null, List.of()));
        account.getMetadata().setResourceVersion("2");

        // When / Then
        assertThat(new Steered<InstagramAccount>().accept(account, Accounts.minimal()))
                .isFalse();
    }
}
