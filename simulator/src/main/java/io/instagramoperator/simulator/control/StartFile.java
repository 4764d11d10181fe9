package io.instagramoperator.simulator.control;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The apps and accounts there are from the start, from the YAML file that {@code SIMULATOR_CONFIG} names. */
@Singleton
class StartFile {

    private static final ObjectReader YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(StartFile.Content.class);

    record Content(@Nullable List<AppSpec> apps, @Nullable List<AccountSpec> accounts) {}

    private final Optional<Path> file;
    private final StateWriter state;

    StartFile(@ConfigProperty(name = "simulator.config") Optional<Path> file, StateWriter state) {
        this.file = file;
        this.state = state;
    }

    /** A file that cannot be used stops the start: half a world would be harder to understand. */
    void load(@Observes StartupEvent event) {
        file.ifPresent(this::load);
    }

    private void load(Path path) {
        try {
            Content content = YAML.readValue(path.toFile());
            if (content.apps() != null) {
                content.apps().forEach(state::put);
            }
            if (content.accounts() != null) {
                content.accounts().forEach(state::put);
            }
        } catch (IOException | InvalidInput e) {
            throw new IllegalStateException("SIMULATOR_CONFIG: cannot use " + path + ": " + e.getMessage(), e);
        }
    }
}
