package io.instagramoperator.operator.subscription.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkUrlTest {

    @Test
    void aServiceIsAnAddressOfItsNamespace() {
        // Given
        EventSubscription subscription =
                EventSubscriptions.to("service: { name: crm, port: 8080, path: \"/hooks?tenant=7\" }");

        // When / Then
        assertThat(SinkUrl.of(subscription)).isEqualTo("http://crm.social.svc:8080/hooks?tenant=7");
        assertThat(SinkUrl.withoutQuery(subscription)).isEqualTo("http://crm.social.svc:8080/hooks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example.com",
                "http://crm:8080/",
                "https://192.0.2.7:8443/hooks?a=b&c=%20",
                "https://[2001:db8::7]/hooks"
            })
    void isTaken(String url) {
        assertThat(SinkUrl.objection(EventSubscriptions.to("url: " + url))).isEmpty();
    }

    /** The schema takes these; a receiver would refuse its whole configuration because of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://crm.example.com/[hooks]     | spec.sink.http.url is not an address: Illegal character in path at index 24
            https://crm.example.com/%zz         | spec.sink.http.url is not an address: Malformed escape pair at index 24
            https://crm_1.example.com/          | spec.sink.http.url has no host
            https://crm.example.com:0/hooks     | spec.sink.http.url has no host that is a name or an IP address, or no port
            http://a2345678901234567890123456789012345678901234567890123456789012345.svc/ | spec.sink.http.url has no host
            https://crm.example.com:70000/hooks | spec.sink.http.url has no host that is a name or an IP address, or no port
            """)
    void isNot(String url, String objection) {
        assertThat(SinkUrl.objection(EventSubscriptions.to("url: " + url)))
                .hasValueSatisfying(said ->
                        assertThat(said.replace(" at position ", " at index ")).startsWith(objection));
    }

    @Test
    void anObjectionToAPathNamesTheField() {
        assertThat(SinkUrl.objection(EventSubscriptions.to("service: { name: crm, port: 80, path: \"/[a]\" }")))
                .hasValueSatisfying(said -> assertThat(said).startsWith("spec.sink.http.service.path"));
    }
}
