package io.instagramoperator.operator.account.dependent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A size that the API server writes in another way is the same size. */
class VolumeClaimDependentTest {

    @ParameterizedTest
    @CsvSource({"2048Mi, 2Gi, 2Gi", "0.5Gi, 512Mi, 512Mi", "5000M, 5G, 5G", "2Gi, 2Gi, 2Gi", "4Gi, 2Gi, 4Gi"})
    void isWrittenAsTheApiServerDoesIfItIsTheSame(String wanted, String actual, String written) {
        // Given
        PersistentVolumeClaim desired = claim(wanted);

        // When
        VolumeClaimDependent.writeAlike(desired, claim(actual));

        // Then
        assertThat(desired.getSpec().getResources().getRequests().get("storage"))
                .hasToString(written);
    }

    private static PersistentVolumeClaim claim(String size) {
        // @formatter:off
        return new PersistentVolumeClaimBuilder()
                .withNewSpec()
                    .withNewResources()
                        .addToRequests("storage", Quantity.parse(size))
                    .endResources()
                .endSpec()
                .build();
        // @formatter:on
    }
}
