package io.instagramoperator.receiver.config;

import io.instagramoperator.receiver.config.ReceiverConfig.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Tells Quarkus the ports of our configuration file, which it needs before there is any bean. */
public final class PortsConfigSource implements ConfigSource {

    /** Over application.properties (250), under environment variables (300) and system properties (400). */
    private static final int ORDINAL = 275;

    private final Map<String, String> values;

    public PortsConfigSource() {
        Ports ports = read();
        values = Map.of(
                "quarkus.http.port", Integer.toString(ports.api()),
                "quarkus.management.port", Integer.toString(ports.management()));
    }

    private static Ports read() {
        try {
            return ConfigParser.ports(Files.readAllBytes(ConfigLocation.file()));
        } catch (IOException e) {
            // Reported by Configuration, which reads the file again and goes on trying.
            return Ports.DEFAULT;
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "receiver configuration file";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
