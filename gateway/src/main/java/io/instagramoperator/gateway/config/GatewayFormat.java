package io.instagramoperator.gateway.config;

import io.instagramoperator.gateway.config.GatewayConfig.Ports;
import io.instagramoperator.webhook.config.CredentialFiles;
import io.instagramoperator.webhook.config.Format;
import io.instagramoperator.webhook.config.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway makes of its configuration file.
 *
 * @param boundPorts those that this process was started with
 */
record GatewayFormat(Ports boundPorts) implements Format<GatewayConfig, GatewayCredentials> {

    @Override
    public Parsed<GatewayConfig> parse(byte[] yaml, Path folder) {
        return ConfigParser.parse(yaml, folder);
    }

    @Override
    public CredentialFiles<GatewayCredentials> read(GatewayConfig config) {
        return GatewayCredentialFiles.read(config);
    }

    /** Its ports are bound. */
    @Override
    public List<String> needsRestart(Optional<GatewayConfig> inForce, GatewayConfig wanted) {
        List<String> problems = new ArrayList<>();
        compare("ports.webhook", boundPorts.webhook(), wanted.ports().webhook(), problems);
        compare("ports.management", boundPorts.management(), wanted.ports().management(), problems);
        return problems;
    }

    private static void compare(String field, int bound, int wanted, List<String> problems) {
        if (bound != wanted) {
            problems.add(
                    field + ": '" + wanted + "' cannot replace '" + bound + "' while the gateway runs; restart it");
        }
    }
}
