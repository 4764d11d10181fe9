package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Programs as users run them. */
final class CommandLine {

    private CommandLine() {}

    /** What a program has printed, and how it ended. */
    record Output(int exitCode, String text) {}

    /** Runs a program of the PATH, and waits for its end. What it says about errors is part of its text. */
    static Output run(String input, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            }
            String text = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
            return new Output(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs kubectl with all rights. */
    static Output kubectl(String input, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "kubectl";
        command[1] = "--kubeconfig";
        command[2] = System.getenv(ApiServer.KUBECONFIG);
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return run(input, command);
    }

    /** What kubectl prints; it must succeed. */
    static String printsOfKubectl(String... arguments) {
        Output output = kubectl("", arguments);
        assertThat(output.exitCode()).as(output.text()).isZero();
        return output.text();
    }
}
