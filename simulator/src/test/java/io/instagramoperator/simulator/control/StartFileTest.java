package io.instagramoperator.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.instagramoperator.simulator.state.AccessToken;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Login;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFileTest {

    private final Directory directory = new Directory();

    @Test
    void creates_apps_and_accounts(@TempDir Path folder) throws IOException {
        // When
        load(folder, """
                apps:     [ { id: "1234567890123456", secret: "test_app_secret" } ]
                accounts:
                  - { instagramId: "17841405822304914", username: acme, login: Facebook, pageId: "102938475610293",
                      appId: "1234567890123456", accessToken: "EAAtoken" }
                """);

        // Then
        assertThat(directory.appOfToken("1234567890123456|test_app_secret")).isPresent();
        assertThat(directory.accountOfToken("EAAtoken"))
                .contains(new Account(
                        "17841405822304914",
                        "acme",
                        Login.FACEBOOK,
                        Optional.of("102938475610293"),
                        "1234567890123456",
                        new AccessToken("EAAtoken", AccessToken.LONG_AGO, 0, false),
                        Account.neededPermissions(Login.FACEBOOK),
                        0,
                        true));
    }

    @Test
    void is_not_needed() {
        // When
        new StartFile(Optional.empty(), new StateWriter(directory)).load(new StartupEvent());

        // Then
        assertThat(directory.app("1234567890123456")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    apps: [ { id: 12x, secret: s } ]  | id: '12x' is not 1 to 32 digits
                    apps: [ { id: 12 } ]              | secret: missing
                    aps: []                           | aps""")
    void stops_the_start_when_it_is_wrong(String content, String message, @TempDir Path folder) {
        assertThatThrownBy(() -> load(folder, content))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SIMULATOR_CONFIG")
                .hasMessageContaining(message);
    }

    private void load(Path folder, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("simulator.yaml"), content);
        new StartFile(Optional.of(file), new StateWriter(directory)).load(new StartupEvent());
    }
}
