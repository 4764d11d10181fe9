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

    /** For people: {@code Meta answered 190/463 (HTTP 400): … (fbtrace_id A1b2)}. */
    public String describe() {
        String number = subcode == 0 ? String.valueOf(code) : code + "/" + subcode;
        String trace = traceId.isEmpty() ? "" : " (fbtrace_id " + traceId + ")";
        return "Meta answered error " + number + " (HTTP " + httpStatus + "): " + message + trace;
    }
}
