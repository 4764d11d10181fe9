package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.receiver.reply.body.Likeness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a conversation, read afterwards, tells about a reply whose answer was lost. Pure.
 *
 * @param customer the IGSID; whoever else has written in the conversation is the account
 * @param attempted when Meta was asked to send it
 * @param likeness what it looks like
 * @param taken ids of messages that are other replies
 */
record Trace(String customer, Instant attempted, Likeness likeness, Set<String> taken) {

    /** Meta shows the details of this many messages of a conversation ("Conversations API"). */
    private static final int SHOWN = 20;

    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /** What is known now. */
    sealed interface Finding {

        /** It arrived. */
        record Arrived(String messageId) implements Finding {}

        /** It did not arrive, as certainly as it can be read. */
        record Absent() implements Finding {}

        /** One cannot tell. */
        record Open() implements Finding {}
    }

    /** Judges by the messages that Meta shows. */
    Finding in(List<PastMessage> shown) {
        List<PastMessage> since = shown.stream().filter(this::mayBe).toList();
        List<PastMessage> candidates = since.stream().filter(this::isOfAccount).toList();
        Optional<PastMessage> alike = candidates.stream()
                .filter(this::isAlike)
                .min(Comparator.comparing(message -> message.createdAt().orElse(attempted)));
        if (alike.isPresent()) {
            return new Finding.Arrived(alike.get().id());
        }
        // A message that is shown without its text may be anything, and who writes to himself looks like a customer.
        boolean unclear = candidates.stream().anyMatch(message -> message.text().isEmpty())
                || since.stream().anyMatch(this::isAlike);
        return unclear || !reachesBack(shown) ? new Finding.Open() : new Finding.Absent();
    }

    private boolean isOfAccount(PastMessage message) {
        return !message.from().equals(Optional.of(customer));
    }

    private boolean isAlike(PastMessage message) {
        return likeness.matches(message.text().orElse(""), types(message));
    }

    private boolean mayBe(PastMessage message) {
        return !taken.contains(message.id())
                && message.createdAt()
                        .map(at -> !at.isBefore(attempted.minus(CLOCKS)))
                        .orElse(true);
    }

    /** Whether everything since the attempt is shown. */
    private boolean reachesBack(List<PastMessage> shown) {
        boolean older = shown.stream()
                .flatMap(message -> message.createdAt().stream())
                .anyMatch(at -> at.isBefore(attempted.minus(CLOCKS)));
        return older || (!shown.isEmpty() && shown.size() < SHOWN);
    }

    /** The Conversations API has another shape for attachments than webhooks have. */
    private static List<String> types(PastMessage message) {
        List<String> types = new ArrayList<>();
        message.json().path("attachments").path("data").forEach(attachment -> {
            if (attachment.has("image_data")) {
                types.add("image");
            } else if (attachment.has("video_data")) {
                types.add("video");
            } else if (attachment.has("generic_template")) {
                types.add("template");
            } else if (attachment.path("mime_type").asText("").startsWith("audio/")) {
                types.add("audio");
            } else {
                types.add("file");
            }
        });
        message.json().path("shares").path("data").forEach(_ -> types.add("share"));
        return types;
    }
}
