package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Set;

/**
 * How much of Meta's limits is used up, as the headers of an answer tell ("Graph API, Rate Limiting"). Meta leaves them out while
 * almost nothing is used.
 *
 * @param percent of the limit that is nearest to its end, 0 and more; above 100 calls are refused
 * @param regain after which time calls are taken again; zero if Meta does not tell
 */
public record Usage(int percent, Duration regain) {

    /** Nothing is known to be used. */
    public static final Usage NONE = new Usage(0, Duration.ZERO);

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_HEADER = 32 * 1024;
    private static final Duration LONGEST_REGAIN = Duration.ofDays(1);

    /** {@code X-App-Usage} of graph.facebook.com, the same of graph.instagram.com, and {@code X-Business-Use-Case-Usage}. */
    private static final Set<String> PERCENTAGES =
            Set.of("call_count", "total_cputime", "total_time", "call_volume", "cpu_time");

    /** Reads an answer's headers. What cannot be read counts as not there. */
    static Usage of(HttpHeaders headers) {
        Usage app = headers.firstValue("X-App-Usage").map(Usage::read).orElse(NONE);
        Usage business =
                headers.firstValue("X-Business-Use-Case-Usage").map(Usage::read).orElse(NONE);
        return app.and(business).and(retryAfter(headers));
    }

    /** The worse of both. */
    Usage and(Usage other) {
        return new Usage(Math.max(percent, other.percent), regain.compareTo(other.regain) > 0 ? regain : other.regain);
    }

    private static Usage retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> new Usage(0, bounded(Duration.ofSeconds(Long.parseLong(value)))))
                .orElse(NONE);
    }

    /** Token by token, because Meta's own sample has the same key twice in one object. */
    private static Usage read(String header) {
        if (header.length() > LONGEST_HEADER) {
            return NONE;
        }
        int percent = 0;
        Duration regain = Duration.ZERO;
        try (JsonParser parser = JSON.createParser(header)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                        && parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
                    continue;
                }
                int value = (int) Math.clamp(parser.getDoubleValue(), 0, 1_000_000);
                String name = String.valueOf(parser.currentName());
                if (PERCENTAGES.contains(name)) {
                    percent = Math.max(percent, value);
                } else if (name.equals("estimated_time_to_regain_access")) {
                    Duration minutes = bounded(Duration.ofMinutes(value));
                    regain = minutes.compareTo(regain) > 0 ? minutes : regain;
                }
            }
        } catch (IOException e) {
            return NONE;
        }
        return new Usage(percent, regain);
    }

    private static Duration bounded(Duration told) {
        return told.compareTo(LONGEST_REGAIN) < 0 ? told : LONGEST_REGAIN;
    }
}
