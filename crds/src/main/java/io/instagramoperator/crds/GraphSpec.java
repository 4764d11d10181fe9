package io.instagramoperator.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Meta's Graph API.
 *
 * @param version such as {@code v25.0}
 * @param url     base URL without the version; empty: Meta's own hosts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GraphSpec(
        @JsonPropertyDescription("Version of the Graph API, for example v25.0.")
        @Default("v25.0")
        @Size(max = 32) @ValidationRule(
                value = "self.matches('^v[0-9]{1,3}[.][0-9]{1,2}$')",
                message = "version must be a version of Meta's Graph API, for example v25.0")
        String version,

        @JsonPropertyDescription(
                "Base URL of another endpoint that speaks the Graph API, such as the simulator. Empty: Meta's own hosts.")
        @Default("\"\"")
        @Size(max = 1024) @ValidationRule(
                value =
                        "self == '' || (self.matches('^https?://[][A-Za-z0-9._~:/%-]+$') && isURL(self) && url(self).getHostname() != '')",
                message =
                        "url must be an http or https URL without user, query and fragment, for example http://simulator.demo.svc:8080; leave it out for Meta's own hosts")
        String url) {

    /** The empty text is left out when written, so it is absent when read again. */
    public GraphSpec {
        url = url == null ? "" : url;
    }
}
