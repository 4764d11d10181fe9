package io.instagramoperator.simulator.state;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What customers wrote under the posts of accounts, and which of it was answered privately. */
@Singleton
public class Comments {

    private static final int KEPT = 10_000;

    /** A comment. */
    public record Comment(String id, String instagramId, String igsid, Instant at) {}

    private final Map<String, Comment> unanswered = new LinkedHashMap<>();

    public synchronized void add(Comment comment) {
        unanswered.put(comment.id(), comment);
        if (unanswered.size() > KEPT) {
            unanswered.remove(unanswered.keySet().iterator().next());
        }
    }

    /** A comment that nobody answered privately yet: there is one private reply to each. */
    public synchronized Optional<Comment> unanswered(String instagramId, String commentId) {
        return Optional.ofNullable(unanswered.get(commentId))
                .filter(comment -> comment.instagramId().equals(instagramId));
    }

    /** Notes the private reply. Returns whether it is the first. */
    public synchronized boolean answer(Comment comment) {
        return unanswered.remove(comment.id()) != null;
    }
}
