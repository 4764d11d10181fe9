package io.instagramoperator.webhook.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphError;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.webhook.registration.Problem.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is said of what was seen. Each test begins with all well and changes one thing. */
class AppAssessmentTest {

    private static final String OURS = "https://hooks.example.com/webhooks/social/acme";
    private static final String BEFORE = "https://hooks.example.com/webhooks/social/before";
    private static final Set<String> FIELDS = Set.of("messages", "messaging_seen");

    private boolean automatic = true;
    private boolean delivered = true;
    private Optional<String> url = Optional.of(OURS);
    private Seen<Optional<AppSubscription>> seen = ok(subscription(OURS));

    @Test
    void hasNothingToSayWhenAllIsWell() {
        assertThat(AppAssessment.registered(facts())).contains(true);
        assertThat(AppAssessment.fields(facts())).contains(new TreeSet<>(FIELDS));
        assertThat(AppAssessment.problem(facts())).isEmpty();
    }

    @Test
    void reportsAForeignCallbackWithoutItsQuery() {
        // Given
        seen = ok(subscription("https://other.example.com/hook?key=secret"));

        // Then
        assertThat(AppAssessment.registered(facts())).contains(false);
        assertThat(AppAssessment.fields(facts()).orElseThrow()).isEmpty();
        assertProblem(
                Reason.CALLBACK_TAKEN, "app 1234567890123456", "https://other.example.com/hook,", "webhook.takeOver");
        assertThat(AppAssessment.problem(facts()).orElseThrow().message()).doesNotContain("secret");
    }

    @Test
    void takesACallbackThatIsToBeReplacedForNobodyElses() {
        // Given
        seen = new Seen.Asked<>(new GraphResult.Ok<>(subscription(BEFORE)), Optional.of(new GraphResult.Ok<>(true)));

        // Then
        assertThat(AppAssessment.registered(facts())).contains(false);
        assertProblem(Reason.GRAPH_ERROR, "Meta took the subscription");
    }

    @Test
    void tellsThatMetaDidNotGetThroughToTheCallback() {
        // Given
        seen = new Seen.Asked<>(
                new GraphResult.Ok<>(Optional.empty()),
                Optional.of(refused(2200, "Callback verification failed: 503")));

        // Then
        assertThat(AppAssessment.registered(facts())).contains(false);
        assertProblem(Reason.CALLBACK_UNREACHABLE, OURS, "Callback verification failed: 503", "lead to this gateway");
    }

    @Test
    void knowsNothingWhileMetaCannotBeAsked() {
        // Given
        seen = Seen.of(new GraphResult.Unreachable<>("no connection to graph.facebook.com"));

        // Then
        assertThat(AppAssessment.registered(facts())).isEmpty();
        assertThat(AppAssessment.fields(facts())).isEmpty();
        assertProblem(Reason.GRAPH_ERROR, "no connection to graph.facebook.com");
    }

    @Test
    void namesTheCredentialThatLacks() {
        // Given
        seen = new Seen.Lacking<>("app.secretFiles[0]: key 'app-secret' of 'acme' is missing; create it");

        // Then
        assertThat(AppAssessment.registered(facts())).isEmpty();
        assertProblem(Reason.GRAPH_ERROR, "app.secretFiles[0]: key 'app-secret' of 'acme' is missing");
    }

    @Test
    void namesWhatToCompareWhenMetaRefusesTheApp() {
        // Given
        seen = Seen.of(refused(190, "Invalid OAuth access token signature."));

        // Then
        assertProblem(Reason.GRAPH_ERROR, "app.id and the first of app.secretFiles");
    }

    @Test
    void tellsThatMetaLeftFieldsOut() {
        // Given
        seen = ok(Optional.of(new AppSubscription(OURS, Set.of("messages"), true)));

        // Then
        assertThat(AppAssessment.registered(facts())).contains(false);
        assertProblem(Reason.GRAPH_ERROR, "webhook.fields");
    }

    @Test
    void waitsForADeliveryWhenAPersonRegisters() {
        // Given
        automatic = false;
        seen = new Seen.NotAsked<>();
        delivered = false;

        // Then
        assertThat(AppAssessment.registered(facts())).contains(false);
        assertProblem(Reason.REGISTRATION_MANUAL, "enter " + OURS);

        // When
        delivered = true;

        // Then
        assertThat(AppAssessment.registered(facts())).contains(true);
        assertThat(AppAssessment.problem(facts())).isEmpty();
    }

    @Test
    void leavesItToAPersonWhereThereIsNoAddress() {
        // Given
        url = Optional.empty();
        seen = new Seen.NotAsked<>();
        delivered = false;

        // Then
        assertProblem(Reason.REGISTRATION_MANUAL, "enter the public address of this gateway");
    }

    private AppFacts facts() {
        return new AppFacts(
                new WantedCallback("1234567890123456", url, FIELDS, automatic, false, Set.of(BEFORE), "gateway"),
                delivered,
                seen);
    }

    private void assertProblem(Reason reason, String... parts) {
        assertThat(AppAssessment.problem(facts())).hasValueSatisfying(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.message()).contains(parts);
        });
    }

    private static Optional<AppSubscription> subscription(String callback) {
        return Optional.of(new AppSubscription(callback, FIELDS, true));
    }

    private static <T> Seen<T> ok(T value) {
        return Seen.of(new GraphResult.Ok<>(value));
    }

    private static <T> GraphResult<T> refused(int code, String message) {
        return new GraphResult.Refused<>(new GraphError(code, 0, message, "trace", false, 400));
    }
}
