package io.instagramoperator.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** kubectl as the platform team types it, in one namespace. */
record Kubectl(String namespace) {

    /** What a command printed. */
    record Output(int exitCode, String stdout, String stderr) {}

    /** Runs a command that is expected to succeed, and gives what it printed. */
    String run(String... arguments) {
        Output output = tryRun(arguments);
        if (output.exitCode() != 0) {
            throw new AssertionError("kubectl " + String.join(" ", arguments) + " failed: " + output.stderr());
        }
        return output.stdout().strip();
    }

    Output tryRun(String... arguments) {
        return execute(List.of(arguments), "");
    }

    /** Applies YAML that is expected to be accepted. */
    void apply(String yaml) {
        Output output = tryApply(yaml);
        if (output.exitCode() != 0) {
            throw new AssertionError("kubectl apply failed: " + output.stderr());
        }
    }

    Output tryApply(String yaml) {
        return execute(List.of("apply", "-f", "-"), yaml);
    }

    /** One value by JSONPath, empty when it is not there. */
    String get(String resource, String jsonPath) {
        return run("get", resource, "-o", "jsonpath={" + jsonPath + "}");
    }

    /** "status reason: message" of a condition of an account, empty when it is not there. */
    String condition(String account, String type) {
        String path = ".status.conditions[?(@.type==\"" + type + "\")]";
        return run(
                "get",
                "iga",
                account,
                "-o",
                "jsonpath={" + path + ".status} {" + path + ".reason}: {" + path + ".message}");
    }

    void waitForReady(String account) {
        run("wait", "--for=condition=Ready", "--timeout=120s", "iga/" + account);
    }

    private Output execute(List<String> arguments, String stdin) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("KUBECONFIG", System.getenv("TEST_CLUSTER_KUBECONFIG"));
        try {
            Path stdout = Files.createTempFile("kubectl", ".out");
            Path stderr = Files.createTempFile("kubectl", ".err");
            try {
                Process process = builder.redirectOutput(stdout.toFile())
                        .redirectError(stderr.toFile())
                        .start();
                try (var pipe = process.getOutputStream()) {
                    pipe.write(stdin.getBytes(StandardCharsets.UTF_8));
                }
                if (!process.waitFor(180, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("no answer within 180 s: " + command);
                }
                return new Output(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
