package io.instagramoperator.operator.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes of conditions become Events. Conditions are written as {@code type=status reason}, with commas between them. */
class ConditionNoticesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            first status              | -                                            | Accepted=True Accepted, ReceiverReady=False Starting, TokenValid=Unknown AwaitingReceiver, Ready=False Starting, Reconciling=True Starting | Normal Starting
            it is ready               | ReceiverReady=False Starting, Ready=False Starting | ReceiverReady=True ReceiverReady, Ready=True Ready | Normal ReceiverReady; Normal Ready
            nothing has changed       | Ready=True Ready                             | Ready=True Ready                               | -
            only the message          | Ready=False Starting                         | Ready=False Starting                           | -
            ready is lost             | TokenValid=True TokenValid, Ready=True Ready | TokenValid=False TokenRevoked, Ready=False TokenRevoked, Stalled=True TokenRevoked | Warning TokenRevoked
            ready is gained           | TokenValid=False TokenRevoked, Ready=False TokenRevoked, Stalled=True TokenRevoked | TokenValid=True TokenValid, Ready=True Ready | Normal TokenValid; Normal Ready
            another reason            | ReceiverReady=False Starting                 | ReceiverReady=False CrashLooping               | Warning CrashLooping
            true and yet worrying     | TokenValid=True TokenValid                   | TokenValid=True TokenExpiringSoon              | Warning TokenExpiringSoon
            not worrying any more     | TokenValid=True TokenExpiringSoon            | TokenValid=True TokenValid                     | -
            only a consequence        | Subscribed=True Subscribed                   | Subscribed=Unknown AwaitingReceiver            | -
            known no more             | ReceiverReady=True ReceiverReady             | ReceiverReady=Unknown StatusUnavailable        | Warning StatusUnavailable
            never known               | -                                            | Delivering=Unknown NoSubscription              | -
            ready waits for a human   | -                                            | Ready=Unknown RegistrationManual               | Normal RegistrationManual
            refused configuration     | ReceiverReady=True ReceiverReady             | ReceiverReady=False ConfigNotApplied, Stalled=True ConfigNotApplied | Warning ConfigNotApplied
            configuration on its way  | ReceiverReady=True ReceiverReady             | ReceiverReady=False ConfigNotApplied, Reconciling=True ConfigNotApplied | Normal ConfigNotApplied
            joins an app              | Subscribed=True Subscribed                   | Subscribed=False GatewayPending                | Normal GatewayPending
            paused                    | Reconciling=False Ready                      | Reconciling=False Paused                       | Normal Paused
            work goes on              | Reconciling=False Ready                      | Reconciling=True Starting                      | -
            deletion                  | Ready=True Ready                             | Ready=False Deleting, Reconciling=True Deleting | Normal Deleting
            no route is wanted        | -                                            | Exposed=True ClusterOnly                       | -
            a subscription's endpoint | Delivering=True Delivering, Ready=True Ready | Delivering=False EndpointFailing, Ready=False EndpointFailing | Warning EndpointFailing
            """)
    void tells(String name, String before, String now, String expected) {
        // When
        List<Notice> notices = ConditionNotices.of(conditions(before), conditions(now));

        // Then
        assertThat(notices)
                .extracting(notice -> notice.type().value() + " " + notice.reason())
                .isEqualTo(expected == null ? List.of() : List.of(expected.split("; ", -1)));
    }

    @Test
    void theMessageIsThatOfTheCondition() {
        // Given
        Condition condition = conditions("Accepted=False InvalidSpec").getFirst();

        // When
        List<Notice> notices = ConditionNotices.of(List.of(), List.of(condition));

        // Then
        assertThat(notices).containsExactly(Notice.warning("InvalidSpec", "Accepted is False"));
    }

    private static List<Condition> conditions(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(", ", -1))
                        .map(ConditionNoticesTest::condition)
                        .toList();
    }

    private static Condition condition(String text) {
        List<String> parts = List.of(text.split("[= ]", 3));
        return new ConditionBuilder()
                .withType(parts.get(0))
                .withStatus(parts.get(1))
                .withReason(parts.get(2))
                .withMessage(parts.get(0) + " is " + parts.get(1))
                .build();
    }
}
