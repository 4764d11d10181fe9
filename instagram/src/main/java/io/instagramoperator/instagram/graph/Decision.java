package io.instagramoperator.instagram.graph;

/** What to do with a reply after a call that Meta did not confirm. */
public enum Decision {
    /** Try again soon, a limited number of times. */
    RETRY,
    /** A limit is reached: try again later, as often as it takes. */
    BACK_OFF,
    /** This reply will never be sent; others may be. */
    FINAL,
    /** No reply of this account can be sent until somebody repairs the token, a permission or the account. The reply waits. */
    STOP_ACCOUNT,
    /** The customer may have got it: never repeat it blindly. */
    AMBIGUOUS;

    /** What a result means for the reply that was sent. */
    public static Decision classify(GraphResult.Refused<?> refused) {
        return classify(refused.error());
    }

    /**
     * Decides by code and subcode, then by {@code is_transient}, then by HTTP status.
     * The codes are those of Meta's page "Messenger Platform, Error Codes" and of "Graph API, Handling Errors".
     */
    public static Decision classify(GraphError error) {
        return switch (error.code()) {
            // "All messages are sent although the call returns an error."
            case 1 -> error.subcode() == 1357046 ? AMBIGUOUS : RETRY;
            case 2, 1200 -> RETRY;
            case 4, 17, 32, 341, 368 -> BACK_OFF;
            case 9 -> error.subcode() == 2018352 ? BACK_OFF : FINAL;
            case 10 -> ofPermission(error.subcode());
            case 100 -> ofParameter(error.subcode());
            case 102, 190 -> STOP_ACCOUNT;
            case 551, 2500, 9010, 2018300, 9000001 -> FINAL;
            // 2018338: warning for abuse of a message tag.
            case 613 -> error.subcode() == 2018338 ? FINAL : BACK_OFF;
            case 36103 -> STOP_ACCOUNT;
            default -> ofRange(error);
        };
    }

    private static Decision ofPermission(int subcode) {
        return switch (subcode) {
            // none: a permission is missing. 2534077: the link between user, Page and account is broken. 1893063: the
            // Page is restricted.
            case 0, 2534077, 1893063 -> STOP_ACCOUNT;
            // 2534022, 2018278, 2018065: the window is closed. 2018108: the person cannot receive messages now.
            // An unknown subcode is taken for one recipient's trouble: it must not stop the answers to all others.
            default -> FINAL;
        };
    }

    private static Decision ofParameter(int subcode) {
        return switch (subcode) {
            // 2534013: the Page has no Instagram account. 2534029: the business is blocked from messaging.
            case 2534013, 2534029 -> STOP_ACCOUNT;
            default -> FINAL;
        };
    }

    private static Decision ofRange(GraphError error) {
        int code = error.code();
        if (code >= 200 && code <= 299) {
            // 1545041: this person is not available; everything else in this range is a permission of ours.
            return error.subcode() == 1545041 ? FINAL : STOP_ACCOUNT;
        }
        if (code >= 80000 && code <= 80014) {
            return BACK_OFF; // business use case limits ("Rate Limits", Business Use Case)
        }
        if (error.isTransient()) {
            return RETRY;
        }
        if (error.httpStatus() == 429) {
            return BACK_OFF;
        }
        return error.httpStatus() >= 500 ? AMBIGUOUS : FINAL;
    }
}
