package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.condition.Verdict;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An account whose MetaApp is not there says so; what it has goes on. */
class AppNotFoundTest {

    @Test
    void aReceiverThatRunsGoesOn() {
        // When
        Situation situation = Situations.of(Accounts.shared()).build();
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(verdicts.get(ConditionType.ACCEPTED))
                .isEqualTo(
                        new Verdict(
                                Verdict.Status.FALSE,
                                "AppNotFound",
                                "spec.appRef.name: there is no MetaApp agency. Create it, or correct the name: kubectl get metaapp --namespace social. Until then the receiver goes on with Meta app 9876543210987654"));
        assertThat(situation.hasApp()).isTrue();
        assertThat(situation.report()).hasValueSatisfying(report -> assertThat(report.applied(situation.configHash()))
                .isTrue());
    }

    @Test
    void withoutAnyAppThereIsNoReceiver() {
        // Given
        InstagramAccount account = new AppRecord(Optional.empty(), Optional.empty()).writtenTo(Accounts.shared());

        // When
        Situation situation = Situations.unserved(account);
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(situation.hasApp()).isFalse();
        assertThat(situation.configHash()).isEmpty();
        assertThat(verdicts.get(ConditionType.ACCEPTED))
                .extracting(Verdict::message)
                .asString()
                .endsWith("Until then no receiver is made");
        assertThat(verdicts.get(ConditionType.RECEIVER_READY))
                .extracting(Verdict::message)
                .isEqualTo("No receiver is made without a Meta app, see condition Accepted");
        assertThat(verdicts.get(ConditionType.STALLED))
                .extracting(Verdict::reason)
                .isEqualTo("AppNotFound");
    }
}
