package io.instagramoperator.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Prometheus' own tool to check and test rules; dev/test builds it and puts it on the PATH. */
record Promtool(Path program) {

    /** What it said, and whether that was good. */
    record Result(boolean success, String output) {}

    static Optional<Promtool> find() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Promtool::new);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = process.inputReader().readAllAsString();
        return new Result(process.waitFor() == 0, output);
    }
}
