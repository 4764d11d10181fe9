package io.instagramoperator.operator.logging;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.logging.LoggingFilter;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the stack traces from failures of the API server and of the way to it. They say nothing about this program, and the client prints hundreds of
 * lines of them for each watch that it cannot open. What is wrong in the program itself keeps its stack trace.
 */
@LoggingFilter(name = "one-line-of-trouble")
public final class OneLineOfTrouble implements Filter {

    @Override
    public boolean isLoggable(LogRecord logRecord) {
        trouble(logRecord.getThrown()).ifPresent(cause -> logRecord.setThrown(new Line(cause.toString())));
        return true;
    }

    private static Optional<Throwable> trouble(@Nullable Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, Throwable::getCause)
                .takeWhile(cause -> cause != null)
                .filter(OneLineOfTrouble::isOutside)
                .findFirst();
    }

    private static boolean isOutside(Throwable cause) {
        return cause instanceof KubernetesClientException
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause.getClass().getName().startsWith("io.vertx.core.http.")
                || cause.getClass().getName().startsWith("io.netty.");
    }

    /** Is printed as the failure that it stands for. */
    @SuppressWarnings("OverrideThrowableToString") // The message alone would come after the name of this class.
    private static final class Line extends Throwable {

        private static final long serialVersionUID = 1;

        Line(String text) {
            super(text, null, false, false);
        }

        @Override
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
