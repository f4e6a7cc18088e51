package dev.tandem.local.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StartUpCachesTests {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(said, true, UTF_8));

    @Test
    void are_made_one_after_the_other() {
        try (var caches = new StartUpCaches(folder, console, Duration.ZERO)) {
            caches.makeMissing(
                    List.of(trainee("order", "echo made > order.part"), trainee("payment", "cp order payment.part")));

            awaitSaid("Start-up caches are ready");
        }
        assertThat(folder.resolve("payment")).hasContent("made");
    }

    @Test
    void are_made_at_the_lowest_priority() {
        try (var caches = new StartUpCaches(folder, console, Duration.ZERO)) {
            caches.makeMissing(List.of(trainee("order", "nice > order.part")));

            awaitSaid("Start-up caches are ready");
        }
        assertThat(folder.resolve("order")).hasContent("19");
    }

    @Test
    void are_not_made_in_the_minutes_in_which_a_person_places_the_first_order() {
        try (var caches = new StartUpCaches(folder, console, Duration.ofMinutes(2))) {
            caches.makeMissing(List.of(trainee("order", "echo made > order.part")));
        }
        assertThat(said()).contains("Start-up caches are made in 120 s").doesNotContain("Making");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void that_are_there_are_not_made_again() throws IOException {
        Files.createFile(folder.resolve("order"));
        try (var caches = new StartUpCaches(folder, console, Duration.ZERO)) {
            caches.makeMissing(List.of(trainee("order", "echo made > order.part")));
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void of_a_training_that_fails_are_not_used() {
        try (var caches = new StartUpCaches(folder, console, Duration.ZERO)) {
            caches.makeMissing(List.of(trainee("order", "echo half > order.part; exit 1")));

            awaitSaid("No start-up cache for order: see " + folder.resolve("start-up-cache-order.log"));
        }
        assertThat(folder.resolve("order")).doesNotExist();
    }

    @Test
    void end_their_training_when_the_stack_ends() {
        try (var caches = new StartUpCaches(folder, console, Duration.ZERO)) {
            caches.makeMissing(List.of(trainee("order", "touch begun; while :; do sleep 0.1; done")));
            while (!Files.exists(folder.resolve("begun"))) {
                Thread.onSpinWait();
            }
        }
        assertThat(folder.resolve("order")).doesNotExist();
        assertThat(ProcessHandle.current().children())
                .noneMatch(child -> child.info().commandLine().orElse("").contains(folder.toString()));
    }

    private StartUpCaches.Trainee trainee(String name, String script) {
        return new StartUpCaches.Trainee() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean hasStartUpCache() {
                return Files.exists(folder.resolve(name));
            }

            @Override
            public ProcessBuilder training() {
                var command = new java.util.ArrayList<>(Processes.atLowestPriority());
                command.addAll(List.of("sh", "-c", script, folder.toString()));
                return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            }

            @Override
            public boolean adoptStartUpCache() throws IOException {
                Files.move(folder.resolve(name + ".part"), folder.resolve(name));
                return true;
            }
        };
    }

    private void awaitSaid(String text) {
        while (!said().contains(text)) {
            Thread.onSpinWait();
        }
    }

    private String said() {
        return said.toString(UTF_8);
    }
}
