package io.instagramoperator.instagram.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Whatever the body: reading it never fails, and what it gives is in the body. Each file beside this class is an input. */
class DeliveryFuzzTest {

    @FuzzTest(maxDuration = "20s")
    void takesAnyBodyApart(byte[] body) {
        List<Update> updates = Delivery.read(body);

        assertThat(updates).isNotEmpty();
        int end = 0;
        for (Update update : updates) {
            RawJson raw = update.raw();
            assertThat(raw.body()).isSameAs(body);
            assertThat(raw.from()).isNotNegative();
            assertThat(raw.from() + raw.length()).isLessThanOrEqualTo(body.length);
            if (update instanceof Item item && item.container() != Container.CHANGES) {
                // What is unreadable may be the whole around readable parts, and an entry may be a change itself.
                assertThat(raw.from()).isGreaterThanOrEqualTo(end);
                end = raw.from() + raw.length();
                assertThat(item.messaging()).isPresent();
            }
        }
        assertThat(Delivery.read(body)).isEqualTo(updates);
        assertThat(updates).isEqualTo(oneByOne(body));
        passesEachEntryOnAsItIs(body, updates);
    }

    /** Without the shorter way, on which all are read together. */
    private static List<Update> oneByOne(byte[] body) {
        try {
            return Delivery.updates(BodySplitter.split(body));
        } catch (IOException e) {
            return List.of(Unreadable.body(body));
        }
    }

    private static void passesEachEntryOnAsItIs(byte[] body, List<Update> updates) {
        Entries entries = Entries.of(body);
        assertThat(entries.entries().size() + entries.outside().size()).isPositive();
        int end = 0;
        List<Update> parts = new ArrayList<>(entries.outside());
        for (RawEntry entry : entries.entries()) {
            assertThat(entry.raw().body()).isSameAs(body);
            assertThat(entry.raw().from()).isGreaterThanOrEqualTo(end);
            end = entry.raw().from() + entry.raw().length();
            parts.addAll(Delivery.read(Entries.delivery(List.of(entry))));
        }
        assertThat(parts).containsExactlyInAnyOrderElementsOf(updates);
    }
}
