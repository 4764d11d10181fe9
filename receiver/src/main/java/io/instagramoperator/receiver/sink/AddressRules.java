package io.instagramoperator.receiver.sink;

import io.instagramoperator.receiver.config.IpNetwork;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which addresses requests may go to: public ones, and those that an administrator permits. */
final class AddressRules {

    /** Never, not even for a Service: loopback, link-local, multicast, broadcast, and what clouds hand credentials out at. */
    private static final List<IpNetwork> NEVER = networks(
            "0.0.0.0/8",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "192.0.0.192/32",
            "224.0.0.0/4",
            "255.255.255.255/32",
            "fd00:ec2::254/128",
            "fd20:ce::254/128");

    /** Only for Services, as clusters use all of these for them. */
    private static final List<IpNetwork> PRIVATE = networks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "fc00::/7");

    /** Of IPv6, only this is public, and of it not Teredo, benchmarks and documentation. */
    private static final IpNetwork GLOBAL = network("2000::/3");

    private static final List<IpNetwork> NOT_GLOBAL = networks("2001::/23", "2001:db8::/32", "3fff::/20");

    private static final List<IpNetwork> IPV4_AT_THE_END = networks("::/96", "::ffff:0:0:0/96", "64:ff9b::/96");
    private static final IpNetwork SIX_TO_FOUR = network("2002::/16");

    private final List<IpNetwork> allowed;
    private final boolean ownService;

    AddressRules(List<IpNetwork> allowed, boolean ownService) {
        this.allowed = allowed;
        this.ownService = ownService;
    }

    boolean permits(InetAddress address) {
        if (in(allowed, address)) {
            return true;
        }
        Optional<InetAddress> inner = ipv4Inside(address);
        if (inner.isPresent()) {
            return permits(inner.get());
        }
        if (in(NEVER, address)) {
            return false;
        }
        if (in(PRIVATE, address)) {
            return ownService;
        }
        return !(address instanceof Inet6Address) || (GLOBAL.contains(address) && !in(NOT_GLOBAL, address));
    }

    private static Optional<InetAddress> ipv4Inside(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return Optional.empty();
        }
        boolean mapped = Arrays.equals(bytes, 0, 10, new byte[10], 0, 10) && bytes[10] == -1 && bytes[11] == -1;
        if (mapped || in(IPV4_AT_THE_END, address)) {
            return Optional.of(ipv4(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return SIX_TO_FOUR.contains(address) ? Optional.of(ipv4(Arrays.copyOfRange(bytes, 2, 6))) : Optional.empty();
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean in(List<IpNetwork> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<IpNetwork> networks(String... texts) {
        return Stream.of(texts).map(AddressRules::network).toList();
    }

    private static IpNetwork network(String text) {
        return IpNetwork.parse(text).orElseThrow();
    }
}
