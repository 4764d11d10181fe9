package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.StoreStatus;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a volume that has not the size of the spec. */
class VolumeChecksTest {

    private static final ChildFailure REFUSED =
            new ChildFailure("PersistentVolumeClaim", "acme-receiver", Cause.VOLUME_CANNOT_GROW, "no");

    /** The complete account asks for 10Gi of class fast-ssd. */
    @Test
    void aClassThatRefusesIsNamedWithBothRemedies() {
        // Given
        Situation situation = Situations.of(Accounts.complete())
                .capacity("2Gi")
                .failing(REFUSED)
                .build();

        // When
        Verdict accepted = AcceptedChecks.verdict(situation);

        // Then
        assertThat(accepted)
                .isEqualTo(new Verdict(
                        Verdict.Status.FALSE,
                        "InvalidSpec",
                        "spec.store.embedded.size is 10Gi, and PersistentVolumeClaim acme-receiver stays at 2Gi: its StorageClass"
                                + " fast-ssd does not let volumes grow. If what provisions them can, allow it: kubectl patch"
                                + " storageclass fast-ssd -p '{\"allowVolumeExpansion\":true}'. Otherwise set the size back to"
                                + " 2Gi. The receiver goes on meanwhile"));
    }

    @Test
    void withoutAClassThereIsOneRemedy() {
        // Given
        Situation situation = Situations.ready().failing(REFUSED).build();

        // When
        Verdict accepted = AcceptedChecks.verdict(situation);

        // Then
        assertThat(accepted.message())
                .endsWith(
                        "it has no StorageClass that lets volumes grow. Set the size back to 2Gi. The receiver goes on meanwhile");
    }

    @ParameterizedTest(name = "asked for 2Gi, has {0}")
    @CsvSource({"2Gi, 2Gi", "1Gi, 1Gi", "5Gi, 2Gi", "2048Mi, 2Gi"})
    void statusHasTheSizeThatIsCertain(String capacity, String expected) {
        // Given
        Situation situation = Situations.ready().capacity(capacity).build();

        // When
        InstagramAccountStatus status = StatusReport.of(situation, Clock.systemUTC());

        // Then
        assertThat(status.store()).isEqualTo(new StoreStatus(new Quantity(expected)));
    }
}
