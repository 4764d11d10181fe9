package io.instagramoperator.instagram.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A delivery taken apart only as far as its entries, to pass them on.
 *
 * @param entries in the order of the body
 * @param outside what is in no entry, up to the whole body; nothing that belongs to one account
 */
public record Entries(List<RawEntry> entries, List<Unreadable> outside) {

    /**
     * Takes a body apart. Never fails and leaves nothing out, as {@link Delivery#read} does.
     *
     * @param body verified bytes; not copied, so they must not change any more
     */
    public static Entries of(byte[] body) {
        List<RawEntry> entries = new ArrayList<>();
        List<Unreadable> outside = new ArrayList<>();
        try {
            for (Section section : BodySplitter.split(body)) {
                section.entry().ifPresentOrElse(entries::add, () -> outside.addAll(section.unreadable()));
            }
        } catch (IOException e) {
            outside.add(Unreadable.body(body));
        }
        return new Entries(List.copyOf(entries), List.copyOf(outside));
    }

    /**
     * A delivery with these entries and no others, each byte for byte as it was sent.
     *
     * @param entries at least one, all of the same {@code object}
     */
    public static byte[] delivery(List<RawEntry> entries) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write('{');
        entries.getFirst().object().ifPresent(object -> {
            write("\"object\":", body);
            write(object, body);
            body.write(',');
        });
        write("\"entry\":", body);
        char separator = '[';
        for (RawEntry entry : entries) {
            body.write(separator);
            write(entry.raw(), body);
            separator = ',';
        }
        write("]}", body);
        return body.toByteArray();
    }

    private static void write(String text, ByteArrayOutputStream body) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(RawJson raw, ByteArrayOutputStream body) {
        body.write(raw.body(), raw.from(), raw.length());
    }
}
