package io.instagramoperator.receiver.reply.body;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a body, up to a number that a person still reads. */
final class FieldErrors {

    /** A body of 64 KiB has room for thousands, and each is a line of the answer. */
    static final int MOST = 20;

    private final List<FieldError> errors = new ArrayList<>();

    void add(String field, String detail) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(field, detail));
        }
    }

    List<FieldError> list() {
        return List.copyOf(errors);
    }
}
