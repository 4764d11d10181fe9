package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.log.Cursor;
import java.util.Set;

/** The body of a commit: {@code {"cursor":"…"}} and nothing else. */
final class CommitBody {

    private static final String BODY = "{\"cursor\":\"<" + EventQuery.CURSOR + ">\"}";

    private CommitBody() {}

    /**
     * Reads the cursor.
     *
     * @throws ProblemDocument.ProblemException if the body is not of this form
     */
    static Cursor cursor(byte[] body) {
        return new JsonBody(body, Set.of("cursor"), BODY).value("cursor", Cursor::parse, EventQuery.CURSOR);
    }
}
