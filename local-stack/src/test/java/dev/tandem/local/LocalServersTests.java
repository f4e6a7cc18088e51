package dev.tandem.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import dev.tandem.local.settings.StackSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalServersTests {

    @TempDir
    Path home;

    private LocalServers servers;

    @BeforeEach
    void onFreePorts() {
        var console = new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        servers = new LocalServers(StackSettings.onFreePorts(home, home), new KeptParts(console), console);
    }

    /** Versions before the passwords have left such data behind. */
    @Test
    void data_without_passwords_is_refused_with_the_command_that_helps() throws IOException {
        leaveData();

        assertThatThrownBy(() -> servers.toStart().getFirst().work().run())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("no passwords")
                .hasMessageContaining("./tandem up --fresh");
        assertThat(home.resolve("secrets")).doesNotExist();
    }

    @Test
    void passwords_are_deleted_with_the_data() throws IOException {
        leaveData();
        Files.createDirectories(home.resolve("secrets/postgres"));

        servers.deleteData();

        assertThat(home).isEmptyDirectory();
    }

    private void leaveData() throws IOException {
        Files.createDirectories(home.resolve("data/postgres"));
        Files.createFile(home.resolve("data/postgres/databases-made"));
    }
}
