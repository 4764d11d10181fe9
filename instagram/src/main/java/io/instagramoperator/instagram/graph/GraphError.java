package io.instagramoperator.instagram.graph;

/**
 * The error object of a Graph API answer ("Handling Errors"), or what stands in for it where Meta refused without one.
 *
 * @param code Meta's code; 0 if the answer had none
 * @param subcode Meta's {@code error_subcode}; 0 if the answer had none
 * @param message Meta's message, without tokens, on one line, at most 500 characters
 * @param traceId Meta's {@code fbtrace_id}, which its support asks for; empty if the answer had none
 * @param isTransient Meta says that the same call may succeed later
 * @param httpStatus the status of the answer; 200 is possible
 */
public record GraphError(int code, int subcode, String message, String traceId, boolean isTransient, int httpStatus) {

    /** For people, and the same each time that the same happens: {@code Meta answered error 190/463 (HTTP 400): …}. */
    public String describe() {
        String number = subcode == 0 ? String.valueOf(code) : code + "/" + subcode;
        return "Meta answered error " + number + " (HTTP " + httpStatus + "): " + message;
    }

    /** The same with {@code fbtrace_id}, which is another one each time. */
    public String describeWithTrace() {
        return traceId.isEmpty() ? describe() : describe() + " (fbtrace_id " + traceId + ")";
    }
}
