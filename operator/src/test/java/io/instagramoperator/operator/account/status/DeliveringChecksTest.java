package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.account.report.SubscriptionReport.LastError;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Phase;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import java.time.Clock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveringChecksTest {

    private static final LastError REFUSED = new LastError("Refused", "nobody listens", null);

    static Stream<Arguments> reports() {
        return Stream.of(
                arguments(report("crm", 0, null), report("archive", 0, null), "True Delivering", "All subscriptions"),
                arguments(
                        report("crm", 0, REFUSED),
                        report("archive", 0, null),
                        "False SubscriptionFailing",
                        "Some or all events cannot be delivered to EventSubscription crm."),
                arguments(
                        down("crm"),
                        report("archive", 0, null),
                        "False SubscriptionFailing",
                        "Events cannot be delivered to EventSubscription crm."),
                arguments(
                        down("crm"),
                        report("archive", 0, REFUSED),
                        "False SubscriptionFailing",
                        "Some or all events cannot be delivered to EventSubscriptions archive, crm."),
                arguments(
                        report("crm", 900, null),
                        report("archive", 0, null),
                        "False BacklogGrowing",
                        "in EventSubscription crm."),
                arguments(
                        report("crm", 900, null),
                        report("archive", 0, REFUSED),
                        "False SubscriptionFailing",
                        "EventSubscription archive."),
                arguments(
                        report("crm", 900, null),
                        report("unknown", 0, null),
                        "Unknown AwaitingReceiver",
                        "EventSubscription archive"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void judge(SubscriptionReport one, SubscriptionReport other, String said, String message) {
        // Given
        Situation situation = Situations.ready()
                .subscriptions(EventSubscriptions.named("archive"), EventSubscriptions.crm())
                .reporting(report -> report.subscriptions(one, other))
                .build();

        // When
        Verdict verdict = DeliveringChecks.verdict(situation);

        // Then
        assertThat(verdict.status().value() + " " + verdict.reason()).isEqualTo(said);
        assertThat(verdict.message()).contains(message);
    }

    @Test
    void ofAnEndpointThatWantsNoMoreItIsAllEvents() {
        // Given
        SubscriptionReport gone = new SubscriptionReport("crm", "AAAB", 1, null, 2, "Closed", true, null);

        // When
        Verdict verdict = DeliveringChecks.verdict(Situations.ready()
                .subscriptions(EventSubscriptions.crm())
                .reporting(report -> report.subscriptions(gone))
                .build());

        // Then
        assertThat(verdict.message()).startsWith("Events cannot be delivered to EventSubscription crm.");
    }

    @Test
    void withoutASubscriptionNothingIsKnownAndNothingIsCounted() {
        // Given
        Situation situation = Situations.ready().build();

        // When / Then
        assertThat(DeliveringChecks.verdict(situation).reason()).isEqualTo("NoSubscription");
        assertThat(StatusReport.of(situation, Clock.systemUTC()).backlog()).isNull();
    }

    @Test
    void whatItsOwnerHasSuspendedIsNoFailure() {
        // Given
        Situation situation = Situations.ready()
                .subscriptions(EventSubscriptions.suspended())
                .reporting(report -> report.subscriptions(report("crm", 900, REFUSED)))
                .build();

        // When / Then
        assertThat(DeliveringChecks.verdict(situation).reason()).isEqualTo("Delivering");
    }

    @Test
    void readyDoesNotDependOnIt() {
        // Given
        Situation situation = Situations.ready()
                .subscriptions(EventSubscriptions.crm())
                .reporting(report -> report.subscriptions(report("crm", 0, REFUSED)))
                .build();

        // When / Then
        assertThat(Verdicts.of(situation).get(ConditionType.READY))
                .extracting(Verdict::isTrue)
                .isEqualTo(true);
    }

    @Test
    void aDeletedAccountThatDrainsSaysWhatItsBacklogWaitsFor() {
        // Given
        Situation situation = Situations.of(Accounts.deleted(DeletionPolicy.DRAIN))
                .subscriptions(EventSubscriptions.crm())
                .reporting(report -> report.phase(Phase.DRAINING).subscriptions(report("crm", 0, REFUSED)))
                .build();

        // When / Then
        assertThat(Farewell.whenToldToGo(situation)).isEmpty();
        assertThat(Verdicts.of(situation).get(ConditionType.READY))
                .extracting(Verdict::message)
                .asString()
                .contains(
                        "delivers its backlog, which waits: Some or all events cannot be delivered to EventSubscription crm");
    }

    /** As receivers say it, once they have counted. */
    @Test
    void aReceiverThatHasCountedItsBacklogDoesNotFailAtMeta() {
        // Given
        Situation situation = Situations.of(Accounts.deleted(DeletionPolicy.DRAIN))
                .subscriptions(EventSubscriptions.crm())
                .reporting(report -> report.phase(Phase.DRAINING)
                        .webhookProblem(true, "GraphError", "3 events are not delivered to subscriptions yet")
                        .subscriptions(report("crm", 0, REFUSED)))
                .build();

        // When / Then
        assertThat(Verdicts.of(situation).get(ConditionType.READY))
                .extracting(Verdict::message)
                .asString()
                .contains(
                        "is not done, and keeps trying: 3 events are not delivered to subscriptions yet. Some or all events cannot be delivered to EventSubscription crm. See why: ")
                .doesNotContain("at Meta, and keeps trying");
    }

    @Test
    void numbersOfAllSubscriptionsAreAddedUp() {
        // Given
        Situation situation = Situations.ready()
                .subscriptions(EventSubscriptions.named("archive"), EventSubscriptions.crm())
                .reporting(report -> report.subscriptions(report("archive", 0, null), report("crm", 0, null)))
                .build();

        // When
        InstagramAccountStatus status = StatusReport.of(situation, Clock.systemUTC());

        // Then
        assertThat(status.backlog()).isEqualTo(2);
        assertThat(status.deadLetters()).isEqualTo(4);
    }

    private static SubscriptionReport down(String name) {
        return new SubscriptionReport(name, "AAAB", 1, null, 2, "Open", false, REFUSED);
    }

    private static SubscriptionReport report(String name, long oldestSeconds, @Nullable LastError error) {
        return new SubscriptionReport(name, "AAAB", 1, oldestSeconds, 2, "Closed", false, error);
    }
}
