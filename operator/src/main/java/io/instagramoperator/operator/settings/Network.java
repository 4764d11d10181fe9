package io.instagramoperator.operator.settings;

import java.net.InetAddress;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * A range of IP addresses in CIDR notation, such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @param cidr as it was written
 */
public record Network(String cidr) {

    /** Checks it, so that an operator with a wrong one does not start: its receivers would refuse it, and with it all of their configuration. */
    public Network {
        int slash = cidr.indexOf('/');
        if (slash < 0 || !cidr.substring(slash + 1).matches("[0-9]{1,3}")) {
            throw invalid(cidr);
        }
        try {
            int bits = 8 * InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress().length;
            if (Integer.parseInt(cidr.substring(slash + 1)) > bits) {
                throw invalid(cidr);
            }
        } catch (IllegalArgumentException e) {
            throw invalid(cidr);
        }
    }

    private static IllegalArgumentException invalid(String cidr) {
        return new IllegalArgumentException("'" + cidr + "' is not a network like 10.0.0.0/8 or fd00::/8");
    }

    /** Reads one from the configuration. Without it a wrong one would be refused without saying why. */
    public static final class FromText implements Converter<Network> {
        @Override
        public Network convert(String text) {
            return new Network(text.strip());
        }
    }
}
