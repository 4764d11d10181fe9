package io.instagramoperator.gateway.config;

import io.instagramoperator.gateway.config.GatewayConfig.Ports;
import io.instagramoperator.webhook.config.ConfigLocation;
import io.instagramoperator.webhook.config.PortsConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The port that Quarkus binds. Made by the service loader. */
public final class GatewayPorts extends PortsConfigSource {

    static final ConfigLocation LOCATION = new ConfigLocation("GATEWAY_CONFIG", "/etc/gateway/config.yaml");

    public GatewayPorts() {
        super(
                "gateway configuration file",
                Map.of("quarkus.management.port", of(LOCATION.file()).management()));
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
