package io.instagramoperator.operator.condition;

/** The words of others as a part of our own sentence. */
public final class Clause {

    private Clause() {}

    /** Without the full stop that some end their messages with. */
    public static String of(String message) {
        String clause = message.strip();
        while (clause.endsWith(".")) {
            clause = clause.substring(0, clause.length() - 1).stripTrailing();
        }
        return clause;
    }
}
