package io.instagramoperator.receiver.reply.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.instagramoperator.receiver.reply.body.SendBody.Result;
import java.util.List;

/** Whatever an application sends: it passes as it is, or there are reasons why not, in few words. */
class SendBodyFuzzTest {

    private static final int MOST_CHARACTERS_OF_AN_ERROR = 1_000;

    @FuzzTest(maxDuration = "30s")
    void passesOrSaysWhyNot(byte[] bytes) {
        switch (SendBody.check(bytes, true)) {
            case Result.Valid(SendBody body) -> {
                assertThat(body.json().bytes()).isEqualTo(bytes);
                assertThat(body.conversation()).matches("[0-9]+|comment:[0-9_]+");
                body.likeness()
                        .ifPresent(likeness -> assertThat(likeness.matches(likeness.text(), likeness.attachments()))
                                .isTrue());
            }
            case Result.Invalid(List<FieldError> errors) ->
                assertThat(errors).hasSizeBetween(1, FieldErrors.MOST).allSatisfy(error -> assertThat(
                                error.field() + error.detail())
                        .hasSizeLessThan(MOST_CHARACTERS_OF_AN_ERROR));
        }
    }
}
