package io.instagramoperator.receiver.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in the notation of CIDR (RFC 4632, RFC 4291 section 2.3), such as {@code 10.0.0.0/8}.
 *
 * @param address its first address; bits behind the prefix do not count
 * @param prefix how many leading bits an address has to share with it
 */
public record IpNetwork(InetAddress address, int prefix) {

    static final Pattern FORM = Pattern.compile("[0-9a-fA-F.:]{1,45}/[0-9]{1,3}");

    /** A network from its text; empty if it is none. Names are never looked up. */
    public static Optional<IpNetwork> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
            int prefix = Integer.parseInt(text.substring(slash + 1));
            return prefix <= 8 * address.getAddress().length
                    ? Optional.of(new IpNetwork(address, prefix))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address of the same version lies in it. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        int whole = prefix / 8;
        int rest = prefix % 8;
        return mine.length == its.length
                && Arrays.equals(mine, 0, whole, its, 0, whole)
                && (rest == 0 || (mine[whole] ^ its[whole]) >> (8 - rest) == 0);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
