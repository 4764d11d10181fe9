package io.instagramoperator.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.operator.network.Destination.Namespace;
import io.instagramoperator.operator.network.Destination.Port;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seen from namespace social. */
class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "https://crm.example.com/hooks,      443",
        "http://crm.example.com/hooks,       80",
        "https://crm.example.com:8443/hooks, 8443",
        "http://10.20.0.7:7000,              7000",
        "http://[fd00::1]:7000/hooks,        7000",
        "https://svc.example.com,            443",
    })
    void outsideOnlyThePortIsKnown(String url, int port) {
        assertThat(Destination.of(url, "social")).contains(new Port(port));
    }

    @ParameterizedTest
    @CsvSource({
        "http://crm:8080/hooks,                        social",
        "http://crm.social.svc:8080/hooks,             social",
        "http://crm.sales.svc:8080,                    sales",
        "https://crm.sales.svc.cluster.local/hooks,    sales",
        "http://crm-0.crm.sales.svc.cluster.local:80/, sales",
    })
    void insideItIsTheNamespace(String url, String namespace) {
        assertThat(Destination.of(url, "social")).contains(new Namespace(namespace));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://broken.example.com/[hooks]", "https:///hooks"})
    void whatAReceiverCouldNotUseIsNone(String url) {
        assertThat(Destination.of(url, "social")).isEmpty();
    }
}
