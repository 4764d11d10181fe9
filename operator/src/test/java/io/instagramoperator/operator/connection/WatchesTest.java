package io.instagramoperator.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchesTest {

    private static final String PODS = "/api/v1/pods";

    private final SetClock clock = new SetClock();
    private final Watches watches = new Watches(clock);
    private final FakeSocket socket = new FakeSocket();
    private final FakeClient client = new FakeClient();

    @Test
    void aWatchThatHearsSomethingEveryMinuteIsLeftAlone() {
        // Given
        Watch watch = open();

        // When
        for (int minute = 0; minute < 10; minute++) {
            clock.advance(Duration.ofMinutes(1));
            watch.onMessage(socket, "{\"type\":\"BOOKMARK\"}");
            watches.reopenSilent();
        }

        // Then
        assertThat(client.heard).hasSize(10).containsOnly("{\"type\":\"BOOKMARK\"}");
        assertThat(watches.dead()).isEmpty();
        assertThat(watches.missing()).isEmpty();
    }

    @Test
    void aSilentWatchIsGivenUpOnceAndItsClientToldToOpenAnother() {
        // Given
        Watch watch = open();

        // When
        clock.advance(Watches.SILENCE.plusSeconds(1));
        watches.reopenSilent();
        watches.reopenSilent();
        watch.onClose(socket, 1006, "closed at last");

        // Then
        assertThat(client.heard).containsExactly("failed: nothing came over the watch of " + PODS);
        assertThat(socket.closed).isTrue();

        // When
        open();

        // Then
        clock.advance(Watches.PAUSE.plusSeconds(1));
        assertThat(watches.missing()).isEmpty();
    }

    @Test
    void aSilentWatchThatNobodyGivesUpIsDead() {
        // Given
        open();

        // When
        clock.advance(Watches.DEAD.plusSeconds(1));

        // Then
        assertThat(watches.dead()).containsExactly(PODS + " is silent");
    }

    /** A restart would not give the right to watch back. */
    @Test
    void aWatchThatIsRefusedAgainAndAgainIsMissingButNotDead() {
        // Given
        open().onError(socket, new IOException("cut"));

        // When
        for (int minute = 0; minute < 10; minute++) {
            clock.advance(Duration.ofMinutes(1));
            refused();
        }

        // Then
        assertThat(watches.missing()).containsExactly(PODS);
        assertThat(watches.dead()).isEmpty();
    }

    @Test
    void aWatchThatHasEndedAndIsNotTriedAgainIsDead() {
        // Given
        open().onClose(socket, 1000, "timeout");

        // When
        clock.advance(Watches.DEAD.plusSeconds(1));

        // Then
        assertThat(watches.dead()).containsExactly(PODS + " has ended and nobody opens it again");
    }

    @Test
    void anAttemptThatHangsIsAnAttempt() {
        // Given
        open().onClose(socket, 1000, "timeout");
        watches.tried(watch());

        // When
        clock.advance(Watches.DEAD.plusSeconds(1));

        // Then
        assertThat(watches.dead()).isEmpty();
        assertThat(watches.missing()).containsExactly(PODS);
    }

    /** As when a kind is no longer there to be watched. */
    @Test
    void aWatchThatItsClientClosesIsNotMissed() {
        // Given
        Watch watch = open();

        // When
        watches.closed(watch);
        clock.advance(Duration.ofHours(1));

        // Then
        assertThat(watches.missing()).isEmpty();
        assertThat(watches.dead()).isEmpty();
    }

    /** As when the Gateway API is taken away: the server ends the watch, and at the next attempt does not know the kind. */
    @Test
    void aWatchOfAKindThatIsGoneIsNotMissed() {
        // Given
        open().onClose(socket, 1000, "timeout");
        Watch next = watch();
        watches.tried(next);

        // When
        watches.refusedAsUnknown(next);
        clock.advance(Duration.ofHours(1));

        // Then
        assertThat(watches.missing()).isEmpty();
        assertThat(watches.dead()).isEmpty();
    }

    /** As behind a proxy that knows no WebSockets. */
    @Test
    void aWatchThatIsOpenedWithoutAWebSocketIsNotMissed() {
        // Given
        open().onError(socket, new IOException("cut"));
        refused();

        // When
        watches.openedWithoutWebSocket(PODS);
        clock.advance(Duration.ofHours(1));

        // Then
        assertThat(watches.missing()).isEmpty();
        assertThat(watches.dead()).isEmpty();
    }

    private Watch watch() {
        return new Watch(PODS, client, watches);
    }

    private Watch open() {
        Watch watch = watch();
        watches.tried(watch);
        watch.onOpen(socket);
        return watch;
    }

    private void refused() {
        Watch watch = watch();
        watches.tried(watch);
        watches.failed(watch, "the API server answers 403");
    }

    private static final class FakeClient implements WebSocket.Listener {

        private final List<String> heard = new ArrayList<>();

        @Override
        public void onMessage(WebSocket socket, String text) {
            heard.add(text);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            heard.add("failed: " + failure.getMessage());
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason) {
            heard.add("closed");
        }
    }

    private static final class FakeSocket implements WebSocket {

        private boolean closed;

        @Override
        public boolean send(ByteBuffer buffer) {
            return true;
        }

        @Override
        public boolean sendClose(int code, String reason) {
            closed = true;
            return true;
        }

        @Override
        public long queueSize() {
            return 0;
        }

        @Override
        public void request() {}
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T10:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
