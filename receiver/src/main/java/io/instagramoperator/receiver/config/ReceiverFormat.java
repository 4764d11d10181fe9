package io.instagramoperator.receiver.config;

import io.instagramoperator.receiver.config.ReceiverConfig.Ports;
import io.instagramoperator.webhook.config.CredentialFiles;
import io.instagramoperator.webhook.config.Format;
import io.instagramoperator.webhook.config.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a receiver makes of its configuration file.
 *
 * @param boundPorts those that this process was started with
 */
record ReceiverFormat(Ports boundPorts) implements Format<ReceiverConfig, Credentials> {

    @Override
    public Parsed<ReceiverConfig> parse(byte[] yaml, Path folder) {
        return ConfigParser.parse(yaml, folder);
    }

    @Override
    public CredentialFiles<Credentials> read(ReceiverConfig config) {
        return ReceiverCredentialFiles.read(config);
    }

    /** Its ports are bound, and its log is open and belongs to one account. */
    @Override
    public List<String> needsRestart(Optional<ReceiverConfig> running, ReceiverConfig wanted) {
        List<String> problems = new ArrayList<>();
        Ports ports = wanted.ports();
        compare("ports.webhook", boundPorts.webhook(), ports.webhook(), "", problems);
        compare("ports.api", boundPorts.api(), ports.api(), "", problems);
        compare("ports.management", boundPorts.management(), ports.management(), "", problems);
        running.ifPresent(inForce -> {
            compare(
                    "store.embedded.path",
                    inForce.store().path(),
                    wanted.store().path(),
                    "",
                    problems);
            compare(
                    "account.instagramId",
                    inForce.account().instagramId(),
                    wanted.account().instagramId(),
                    ", with a store of its own",
                    problems);
        });
        return problems;
    }

    private static void compare(String field, Object inForce, Object wanted, String how, List<String> problems) {
        if (!inForce.equals(wanted)) {
            problems.add(field + ": '" + wanted + "' cannot replace '" + inForce
                    + "' while the receiver runs; restart it" + how);
        }
    }
}
