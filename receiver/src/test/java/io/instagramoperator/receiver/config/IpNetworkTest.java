package io.instagramoperator.receiver.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource(textBlock = """
            10.0.0.0/8      | 10.0.0.0         | true
            10.0.0.0/8      | 10.255.255.255   | true
            10.0.0.0/8      | 11.0.0.0         | false
            10.1.2.3/8      | 10.9.9.9         | true
            172.16.0.0/12   | 172.31.255.255   | true
            172.16.0.0/12   | 172.32.0.0       | false
            100.64.0.0/10   | 100.127.0.1      | true
            100.64.0.0/10   | 100.128.0.1      | false
            192.0.2.128/25  | 192.0.2.127      | false
            192.0.2.128/25  | 192.0.2.255      | true
            1.2.3.4/32      | 1.2.3.4          | true
            1.2.3.4/32      | 1.2.3.5          | false
            1.2.3.4/31      | 1.2.3.5          | true
            0.0.0.0/0       | 255.255.255.255  | true
            0.0.0.0/0       | ::1              | false
            ::/0            | 1.2.3.4          | false
            ::/0            | ffff::1          | true
            fc00::/7        | fdff::1          | true
            fc00::/7        | fe00::1          | false
            2001:DB8::/32   | 2001:db8:ffff::1 | true
            2001:db8::/32   | 2001:db9::1      | false
            ::1/128         | ::1              | true
            ::1/128         | ::2              | false
            """, delimiter = '|')
    void containsTheAddressesThatShareItsLeadingBits(String network, String address, boolean contained) {
        // When // Then
        assertThat(IpNetwork.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.0 /8",
                "256.0.0.0/8",
                "1:2/16",
                ":::/16",
                "example.com/8",
                "beef/8",
                "fe80::1%eth0/64"
            })
    void isNoneFromAnyOtherText(String text) {
        // When // Then
        assertThat(IpNetwork.parse(text)).isEmpty();
    }
}
