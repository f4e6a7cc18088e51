package dev.tandem.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTests {

    @TempDir
    private Path folder;

    private Process process;

    @BeforeEach
    void a_process_runs_with_a_mark_on_its_command_line() throws IOException {
        process = new ProcessBuilder("tail", "-f", Files.createFile(mark()).toString()).start();
    }

    @AfterEach
    void no_process_runs() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void of_a_killed_launcher_are_ended_at_the_next_start() {
        assertThat(new Leftovers(Set.of("another", mark().toString())).end()).isEqualTo(1);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void that_have_ended_by_themselves_are_forgotten() throws InterruptedException {
        process.destroyForcibly().waitFor();

        assertThat(new Leftovers(Set.of(mark().toString())).end()).isZero();
    }

    @Test
    void are_not_mistaken_for_a_process_that_has_only_something_like_the_mark() {
        assertThat(new Leftovers(Set.of(folder.toString(), mark().getFileName().toString())).end())
                .isZero();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void are_gone_with_all_that_they_have_started_when_they_have_been_killed() throws Exception {
        var parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo started; wait", "sh", mark().toString()).start();
        assertThat(parent.inputReader().readLine()).isEqualTo("started");
        var children = parent.descendants().toList();
        assertThat(children).hasSize(1);

        new Leftovers(Set.of(mark().toString())).kill();

        assertThat(children).noneMatch(LeftoversTests::runs);
        assertThat(List.of(process.toHandle(), parent.toHandle())).noneMatch(LeftoversTests::runs);
    }

    /** The JVM may notice a little later that a child has ended. */
    private static boolean runs(ProcessHandle process) {
        return process.info().command().isPresent();
    }

    private Path mark() {
        return folder.resolve("mark");
    }
}
