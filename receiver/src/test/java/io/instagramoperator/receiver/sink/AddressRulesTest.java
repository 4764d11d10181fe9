package io.instagramoperator.receiver.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.instagramoperator.receiver.config.IpNetwork;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests may go: on their own, to a Service of the account's namespace, and with an administrator's permission. */
class AddressRulesTest {

    private static final List<IpNetwork> EVERYTHING = networks("0.0.0.0/0", "::/0");

    @ParameterizedTest(name = "{0}: {1}, for a Service {2}")
    @CsvSource(textBlock = """
            # address                                | for all | Service
            # Public
            1.1.1.1                                  | yes     | yes
            9.255.255.255                            | yes     | yes
            11.0.0.0                                 | yes     | yes
            100.63.255.255                           | yes     | yes
            100.128.0.0                              | yes     | yes
            172.15.255.255                           | yes     | yes
            172.32.0.0                               | yes     | yes
            192.167.255.255                          | yes     | yes
            192.169.0.0                              | yes     | yes
            223.255.255.255                          | yes     | yes
            2606:4700:4700::1111                     | yes     | yes
            2a00:1450:4001:82b::200e                 | yes     | yes
            # Private, unique local, and what carriers share
            10.0.0.0                                 | no      | yes
            10.255.255.255                           | no      | yes
            172.16.0.1                               | no      | yes
            172.31.255.255                           | no      | yes
            192.168.0.1                              | no      | yes
            192.168.255.255                          | no      | yes
            100.64.0.0                               | no      | yes
            100.127.255.255                          | no      | yes
            fc00::1                                  | no      | yes
            fdff:ffff::1                             | no      | yes
            # For protocols, documentation, benchmarks, the future
            192.0.0.8                                | no      | yes
            192.0.2.1                                | no      | yes
            192.88.99.1                              | no      | yes
            198.18.0.1                               | no      | yes
            198.19.255.255                           | no      | yes
            198.51.100.1                             | no      | yes
            203.0.113.1                              | no      | yes
            240.0.0.1                                | no      | yes
            2001:db8::1                              | no      | no
            3fff::1                                  | no      | no
            2001:2::1                                | no      | no
            # This host
            0.0.0.0                                  | no      | no
            0.1.2.3                                  | no      | no
            127.0.0.1                                | no      | no
            127.255.255.255                          | no      | no
            ::                                       | no      | no
            ::1                                      | no      | no
            # This link
            169.254.0.1                              | no      | no
            169.254.255.255                          | no      | no
            fe80::1                                  | no      | no
            febf::1                                  | no      | no
            fec0::1                                  | no      | no
            # Metadata of Amazon and Google, of Alibaba, Azure and Oracle
            169.254.169.254                          | no      | no
            169.254.170.2                            | no      | no
            fd00:ec2::254                            | no      | no
            fd20:ce::254                             | no      | no
            100.100.100.200                          | no      | no
            168.63.129.16                            | no      | no
            192.0.0.192                              | no      | no
            # Many at once
            224.0.0.1                                | no      | no
            239.255.255.255                          | no      | no
            255.255.255.255                          | no      | no
            ff02::1                                  | no      | no
            # IPv4 in IPv6: mapped, compatible, translated
            ::ffff:1.1.1.1                           | yes     | yes
            ::ffff:10.0.0.1                          | no      | yes
            ::ffff:127.0.0.1                         | no      | no
            ::ffff:169.254.169.254                   | no      | no
            ::ffff:7f00:1                            | no      | no
            ::10.0.0.1                               | no      | yes
            ::127.0.0.1                              | no      | no
            ::ffff:0:7f00:1                          | no      | no
            # NAT64, of the well-known prefix and of a local one
            64:ff9b::101:101                         | yes     | yes
            64:ff9b::a00:1                           | no      | yes
            64:ff9b::7f00:1                          | no      | no
            64:ff9b::a9fe:a9fe                       | no      | no
            64:ff9b:1::101:101                       | no      | no
            # 6to4
            2002:101:101::1                          | yes     | yes
            2002:a00:1::1                            | no      | yes
            2002:7f00:1::1                           | no      | no
            2002:a9fe:a9fe::                         | no      | no
            # Teredo
            2001:0:4136:e378:8000:63bf:3fff:fdd2     | no      | no
            2001::1                                  | no      | no
            # Not handed out
            100::1                                   | no      | no
            4000::1                                  | no      | no
            # Spellings of IPv4 that say something else than they seem to
            2130706433                               | no      | no
            127.1                                    | no      | no
            127.0.0.01                               | no      | no
            2852039166                               | no      | no
            3232235521                               | no      | yes
            10.1                                     | no      | yes
            16843009                                 | yes     | yes
            """, delimiter = '|')
    void permitsPublicAddressesAndPrivateOnesForServices(String address, String forAll, String forService)
            throws UnknownHostException {
        // Given
        InetAddress resolved = InetAddress.getByName(address);

        // When // Then
        assertThat(new AddressRules(List.of(), false).permits(resolved)).isEqualTo(yes(forAll));
        assertThat(new AddressRules(List.of(), true).permits(resolved)).isEqualTo(yes(forService));
        assertThat(new AddressRules(EVERYTHING, false).permits(resolved)).isTrue();
    }

    /** From a text Java makes IPv4 of it; from a name server it may come as it is. */
    @ParameterizedTest
    @CsvSource({"1.1.1.1, yes", "10.0.0.1, no", "127.0.0.1, no", "169.254.169.254, no"})
    void looksIntoMappedAddressesThatStayedIpv6(String inner, String permitted) throws UnknownHostException {
        // Given
        byte[] bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(InetAddress.ofLiteral(inner).getAddress(), 0, bytes, 12, 4);
        InetAddress mapped = Inet6Address.getByAddress("crm.example.com", bytes, -1);

        // When // Then
        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(new AddressRules(List.of(), false).permits(mapped)).isEqualTo(yes(permitted));
    }

    /** {@code 0177.0.0.1} is 177.0.0.1 for Java: what is judged is what is connected to, whatever others make of the text. */
    @ParameterizedTest
    @CsvSource({"0177.0.0.1, 177.0.0.1", "010.0.0.1, 10.0.0.1"})
    void judgesTheAddressThatIsConnectedTo(String spelled, String meant) throws UnknownHostException {
        // When // Then
        assertThat(InetAddress.getByName(spelled)).isEqualTo(InetAddress.getByName(meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7f000001", "0x7f.0.0.1", "0x7f.1", "017700000001", "0300.0250.0.1"})
    void hasNothingToJudgeInHexadecimalAndLongOctalSpellings(String spelled) {
        // When // Then
        assertThatThrownBy(() -> InetAddress.getByName(spelled)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest(name = "{0} allowed, {1}: {2}")
    @CsvSource(textBlock = """
            127.0.0.0/8        | 127.0.0.1         | yes
            127.0.0.0/8        | ::ffff:127.0.0.1  | yes
            127.0.0.0/8        | 64:ff9b::7f00:1   | yes
            127.0.0.0/8        | 2002:7f00:1::1    | yes
            127.0.0.0/8        | ::1               | no
            127.0.0.0/8        | 10.0.0.1          | no
            127.0.0.0/8        | 1.1.1.1           | yes
            10.20.0.0/16       | 10.20.255.255     | yes
            10.20.0.0/16       | 10.21.0.0         | no
            10.20.30.40/32     | 10.20.30.40       | yes
            10.20.30.40/32     | 10.20.30.41       | no
            169.254.169.254/32 | 169.254.169.254   | yes
            169.254.169.254/32 | 169.254.169.253   | no
            ::1/128            | ::1               | yes
            ::1/128            | 127.0.0.1         | no
            fd12:3456::/32     | fd12:3456:7::1    | yes
            fd12:3456::/32     | fd12:3457::1      | no
            fe80::/10          | fe80::1           | yes
            2001::/32          | 2001::1           | yes
            """, delimiter = '|')
    void permitsWhatAnAdministratorAllowsAndNothingBeside(String allowed, String address, String permitted)
            throws UnknownHostException {
        // Given
        InetAddress resolved = InetAddress.getByName(address);

        // When // Then
        assertThat(new AddressRules(networks(allowed), false).permits(resolved)).isEqualTo(yes(permitted));
    }

    private static boolean yes(String cell) {
        return cell.equals("yes");
    }

    private static List<IpNetwork> networks(String... texts) {
        return Stream.of(texts).map(text -> IpNetwork.parse(text).orElseThrow()).toList();
    }
}
