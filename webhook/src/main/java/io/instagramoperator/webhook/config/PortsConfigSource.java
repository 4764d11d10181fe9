package io.instagramoperator.webhook.config;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Tells Quarkus the ports of our configuration file, which it needs before there is any bean. */
public abstract class PortsConfigSource implements ConfigSource {

    /** Over application.properties (250), under environment variables (300) and system properties (400). */
    private static final int ORDINAL = 275;

    private final String name;
    private final Map<String, String> values;

    /**
     * A source of these values.
     *
     * @param name of the file, for people
     * @param ports by the property of Quarkus
     */
    protected PortsConfigSource(String name, Map<String, Integer> ports) {
        this.name = name;
        this.values = ports.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, port -> port.getValue().toString()));
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
        return name;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
