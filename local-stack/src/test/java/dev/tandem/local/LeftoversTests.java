package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTests {

    @TempDir
    private Path folder;

    private Process process;

    @BeforeEach
    void a_process_runs() throws IOException {
        process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void no_process_runs() {
        process.destroyForcibly();
    }

    @Test
    void of_a_killed_launcher_are_ended_at_the_next_start() {
        new Leftovers(file()).remember(List.of(process.pid()));

        assertThat(new Leftovers(file()).end()).isEqualTo(1);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void that_have_ended_by_themselves_are_forgotten() throws InterruptedException {
        new Leftovers(file()).remember(List.of(process.pid()));
        process.destroyForcibly().waitFor();

        assertThat(new Leftovers(file()).end()).isZero();
    }

    @Test
    void are_not_mistaken_for_another_process_with_the_same_id() throws IOException {
        Files.writeString(file(), process.pid() + " 2001-01-01T00:00:00Z\n");

        assertThat(new Leftovers(file()).end()).isZero();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void are_none_at_the_very_first_start() {
        assertThat(new Leftovers(file()).end()).isZero();
    }

    private Path file() {
        return folder.resolve("processes");
    }
}
