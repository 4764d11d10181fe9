package io.instagramoperator.instagram.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How near the limits are, by the headers that Meta's pages show. */
class UsageTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            none of them                 |                                                                          | 0   | PT0S
            Facebook's host              | X-App-Usage: {"call_count":28,"total_time":25,"total_cputime":31}         | 31  | PT0S
            Instagram's host             | X-App-Usage: {"call_volume":7,"cpu_time":3}                               | 7   | PT0S
            a fraction                   | X-App-Usage: {"call_count":99.9}                                          | 99  | PT0S
            a business use case          | X-Business-Use-Case-Usage: {"1":[{"type":"instagram","call_count":95,"total_cputime":20,"estimated_time_to_regain_access":0}]} | 95 | PT0S
            a limit that is reached      | X-Business-Use-Case-Usage: {"1":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":19}]} | 100 | PT19M
            the worst of several         | X-Business-Use-Case-Usage: {"1":[{"call_count":5},{"call_count":81}],"2":[{"call_count":7}]} | 81 | PT0S
            a doubled key                | X-Business-Use-Case-Usage: {"1":[{"call_count":90,"call_count":3}]}       | 90  | PT0S
            the worse of two headers     | X-App-Usage: {"call_count":28}; X-Business-Use-Case-Usage: {"1":[{"call_count":30}]} | 30 | PT0S
            Retry-After                  | Retry-After: 17                                                           | 0   | PT17S
            a date in Retry-After        | Retry-After: Wed, 21 Oct 2026 07:28:00 GMT                                | 0   | PT0S
            a time without end           | X-App-Usage: {"estimated_time_to_regain_access":99999999999}              | 0   | PT24H
            no JSON                      | X-App-Usage: {"call_count":100                                            | 0   | PT0S
            a text where a number was    | X-App-Usage: {"call_count":"100"}                                         | 0   | PT0S
            less than nothing            | X-App-Usage: {"call_count":-5}                                            | 0   | PT0S
            """)
    void readsHowMuchIsUsed(String what, @Nullable String headers, int percent, Duration regain) {
        assertThat(Usage.of(headers(headers))).isEqualTo(new Usage(percent, regain));
    }

    private static HttpHeaders headers(@Nullable String text) {
        Map<String, List<String>> headers = Arrays.stream((text == null ? "" : text).split("; (?=X-)"))
                .filter(line -> line.contains(": "))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(": ")),
                        line -> List.of(line.substring(line.indexOf(": ") + 2))));
        return HttpHeaders.of(headers, (_, _) -> true);
    }
}
