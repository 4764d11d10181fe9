package io.instagramoperator.receiver.config;

import io.instagramoperator.receiver.config.ReceiverConfig.Ports;
import io.instagramoperator.webhook.config.ConfigLocation;
import io.instagramoperator.webhook.config.PortsConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The ports that Quarkus binds. Made by the service loader. */
public final class ReceiverPorts extends PortsConfigSource {

    static final ConfigLocation LOCATION = new ConfigLocation("RECEIVER_CONFIG", "/etc/receiver/config.yaml");

    public ReceiverPorts() {
        this(of(LOCATION.file()));
    }

    private ReceiverPorts(Ports ports) {
        super(
                "receiver configuration file",
                Map.of("quarkus.http.port", ports.api(), "quarkus.management.port", ports.management()));
    }

    static Ports of(Path file) {
        try {
            return ConfigParser.ports(Files.readAllBytes(file));
        } catch (IOException e) {
            // Reported by Configuration, which reads the file again and goes on trying.
            return Ports.DEFAULT;
        }
    }
}
