package io.instagramoperator.operator.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineOfTroubleTest {

    @Test
    void aFailureOfTheApiServerIsOneLine() {
        // When
        LogRecord told = filtered(new CompletionException(
                new KubernetesClientException("Forbidden", new ConnectException("Connection refused"))));

        // Then
        assertThat(told.getMessage()).isEqualTo("cannot list");
        assertThat(told.getThrown()).hasNoCause();
        assertThat(told.getThrown().getStackTrace()).isEmpty();
        assertThat(told.getThrown().toString())
                .isEqualTo("io.fabric8.kubernetes.client.KubernetesClientException: Forbidden");
    }

    @Test
    void aMistakeInTheProgramKeepsItsStackTrace() {
        // Given
        Exception mistake = new IllegalStateException("not started");

        // When
        LogRecord told = filtered(mistake);

        // Then
        assertThat(told.getThrown()).isSameAs(mistake);
    }

    @Test
    void aLineWithoutAFailureStaysAsItIs() {
        LogRecord told = new LogRecord(Level.INFO, "started");
        assertThat(new OneLineOfTrouble().isLoggable(told)).isTrue();
        assertThat(told.getThrown()).isNull();
    }

    private static LogRecord filtered(Throwable thrown) {
        LogRecord told = new LogRecord(Level.WARNING, "cannot list");
        told.setThrown(thrown);
        assertThat(new OneLineOfTrouble().isLoggable(told)).isTrue();
        return told;
    }
}
