package io.instagramoperator.simulator.graph;

/** Ends a Graph API call with an error. Without a stack trace: it is an answer, not a fault of ours. */
final class GraphException extends RuntimeException {

    private final GraphError error;

    GraphException(GraphError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** A message that Meta refuses for what is in it. */
    static GraphException invalidMessage(String message) {
        return new GraphException(GraphError.oauth(100, 2534015, "(#100) " + message));
    }

    GraphError error() {
        return error;
    }
}
