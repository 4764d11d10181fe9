package io.instagramoperator.webhook.endpoint;

import java.time.Duration;

/** Limits that nothing reaches by chance; each test sets the one it is about. */
final class TestLimits {

    private Duration idle = Duration.ofSeconds(20);
    private Duration header = Duration.ofSeconds(20);
    private Duration body = Duration.ofSeconds(20);
    private Duration answer = Duration.ofSeconds(20);
    private long memoryBytes = 32 << 20;
    private int connections = 1_000;

    TestLimits idle(Duration value) {
        idle = value;
        return this;
    }

    TestLimits header(Duration value) {
        header = value;
        return this;
    }

    TestLimits body(Duration value) {
        body = value;
        return this;
    }

    TestLimits answer(Duration value) {
        answer = value;
        return this;
    }

    TestLimits memoryBytes(long value) {
        memoryBytes = value;
        return this;
    }

    TestLimits connections(int value) {
        connections = value;
        return this;
    }

    Limits build() {
        return new Limits(idle, header, body, Duration.ofMillis(300), answer, 8 << 20, memoryBytes, connections);
    }
}
