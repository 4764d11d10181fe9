package io.instagramoperator.crds.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The webhook as Meta sees it.
 *
 * @param registered whether the app's callback is ours; absent: not checked yet
 * @param fields     the fields that Meta has for the app, ours or not
 * @param checkedAt  when Meta was last asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebhookStatus(
        @JsonPropertyDescription("Whether the Meta app has this object's callback URL. Absent: not checked yet.")
        @Nullable Boolean registered,

        @JsonPropertyDescription("Webhook fields that the Meta app is subscribed to.")
        List<String> fields,

        @JsonPropertyDescription(
                "When Meta was last asked. That it was asked again, and all is as it was, is written once a day only.")
        @Nullable Instant checkedAt) {

    /** An absent list is an empty one. */
    public WebhookStatus {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }
}
