package io.instagramoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "192.0.2.7/32", "0.0.0.0/0", "fd00::/8", "::1/128"})
    void isTaken(String cidr) {
        assertThat(new Network(cidr).cidr()).isEqualTo(cidr);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "fd00::/129", "crm.example.com/8", "1:::/8"})
    void isRefusedWithTheValue(String cidr) {
        assertThatThrownBy(() -> new Network(cidr))
                .hasMessage("'" + cidr + "' is not a network like 10.0.0.0/8 or fd00::/8");
    }
}
