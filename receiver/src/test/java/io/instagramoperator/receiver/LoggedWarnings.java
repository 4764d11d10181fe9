package io.instagramoperator.receiver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What this process logs that asks for somebody's attention, from the moment that this is made. */
public final class LoggedWarnings implements AutoCloseable {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                seen.add(entry.getLoggerName() + ": " + entry.getMessage());
            }
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    public LoggedWarnings() {
        Logger.getLogger("").addHandler(handler);
    }

    public List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(handler);
    }
}
