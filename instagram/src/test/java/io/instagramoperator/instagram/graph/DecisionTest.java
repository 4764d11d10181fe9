package io.instagramoperator.instagram.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of error codes of the Send API, row by row. */
class DecisionTest {

    @ParameterizedTest(name = "{0}/{1} is {2}: {3}")
    @CsvSource({
        "1,       0,       RETRY,        unknown error",
        "1,       99,      RETRY,        unknown error",
        "1,       1357046, AMBIGUOUS,    all messages are sent although the call returns an error",
        "2,       0,       RETRY,        temporary",
        "1200,    0,       RETRY,        temporary",
        "4,       0,       BACK_OFF,     limit of the app",
        "17,      0,       BACK_OFF,     limit of the user",
        "32,      0,       BACK_OFF,     limit of the Page",
        "341,     0,       BACK_OFF,     temporary limit of the application",
        "368,     0,       BACK_OFF,     blocked for a while by policy",
        "613,     0,       BACK_OFF,     limit of this API",
        "613,     2534040, BACK_OFF,     limit of this API",
        "613,     1996,    BACK_OFF,     limit of this API",
        "613,     2018338, FINAL,        abuse of a tag",
        "80001,   0,       BACK_OFF,     business use case limit of Pages",
        "80002,   0,       BACK_OFF,     business use case limit of Instagram",
        "80006,   0,       BACK_OFF,     business use case limit of Messenger",
        "9,       2018352, BACK_OFF,     too many actions",
        "9,       0,       FINAL,        not in the table",
        "10,      0,       STOP_ACCOUNT, permission missing",
        "10,      2534022, FINAL,        window closed",
        "10,      2018278, FINAL,        window closed",
        "10,      2018065, FINAL,        window closed",
        "10,      2534077, STOP_ACCOUNT, account and Page are not linked",
        "10,      2018108, FINAL,        person cannot receive messages now",
        "10,      1893063, STOP_ACCOUNT, Page restricted from sending",
        "100,     0,       FINAL,        invalid parameter",
        "100,     33,      FINAL,        object missing",
        "100,     2018001, FINAL,        no matching user",
        "100,     2534014, FINAL,        wrong IGSID",
        "100,     2534013, STOP_ACCOUNT, Page not linked to an Instagram account",
        "100,     2534015, FINAL,        invalid message data",
        "100,     2534025, FINAL,        comment not valid for a private reply",
        "100,     2534029, STOP_ACCOUNT, business blocked from the messaging API",
        "100,     2534037, FINAL,        not the thread's owner",
        "100,     2018008, FINAL,        media cannot be fetched",
        "100,     2018109, FINAL,        attachment too large",
        "190,     0,       STOP_ACCOUNT, token",
        "190,     463,     STOP_ACCOUNT, token expired",
        "102,     0,       STOP_ACCOUNT, session",
        "200,     0,       STOP_ACCOUNT, permission",
        "299,     0,       STOP_ACCOUNT, permission",
        "200,     2018028, STOP_ACCOUNT, app without advanced access",
        "200,     1545041, FINAL,        person not available",
        "200,     2534041, STOP_ACCOUNT, owner switched message access off",
        "551,     1545041, FINAL,        person not available",
        "551,     0,       FINAL,        person not available",
        "2018300, 0,       FINAL,        another app controls the thread",
        "9010,    0,       FINAL,        no matching user",
        "36103,   0,       STOP_ACCOUNT, account not eligible",
        "9000001, 0,       FINAL,        message deleted",
        "2500,    0,       FINAL,        unknown path",
    })
    void decidesByCodeAndSubcodeWhateverTheStatus(int code, int subcode, Decision expected, String meaning) {
        // Given
        GraphError asUsual = new GraphError(code, subcode, meaning, "", false, 400);
        GraphError asSuccess = new GraphError(code, subcode, meaning, "", true, 200);
        GraphError asServerError = new GraphError(code, subcode, meaning, "", false, 500);

        // When // Then
        assertThat(Decision.classify(asUsual)).isEqualTo(expected);
        assertThat(Decision.classify(asSuccess)).isEqualTo(expected);
        assertThat(Decision.classify(asServerError)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "code {0}, transient {1}, HTTP {2} is {3}")
    @CsvSource({
        "777, true,  400, RETRY",
        "777, true,  500, RETRY",
        "777, false, 400, FINAL",
        "777, false, 200, FINAL",
        "777, false, 429, BACK_OFF",
        "777, false, 500, AMBIGUOUS",
        "0,   false, 429, BACK_OFF",
        "0,   false, 503, AMBIGUOUS",
    })
    void decidesAnUnknownCodeByTransientAndThenByStatus(int code, boolean isTransient, int status, Decision expected) {
        // Given
        GraphError error = new GraphError(code, 0, "", "", isTransient, status);

        // When // Then
        assertThat(Decision.classify(error)).isEqualTo(expected);
    }
}
