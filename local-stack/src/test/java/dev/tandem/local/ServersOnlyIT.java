package dev.tandem.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the servers in a JVM of their own, with few carriers and an unusual environment. */
class ServersOnlyIT {

    @TempDir
    private Path folder;

    @Test
    void start_with_one_carrier_in_an_environment_that_fits_nothing() throws Exception {
        var process = java(
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                // This locale writes numbers with its own digits, as Thai and Persian do.
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Dfile.encoding=ISO-8859-1",
                "dev.tandem.local.ServersOnly",
                folder.toString());
        process.environment().put("LC_ALL", "xx_YY.UTF-8");
        process.environment().put("TZ", "Asia/Kathmandu");

        assertThat(outputOf(process.start())).contains("All servers are ready.");
    }

    @Test
    void start_after_a_start_that_was_ended_while_it_unpacked_the_programs_of_postgres() throws Exception {
        assertThat(outputOf(servers().start())).contains("All servers are ready.");
        Files.delete(find(".exists"));
        Files.delete(find("postgres"));

        assertThat(outputOf(servers().start())).contains("All servers are ready.");
    }

    private ProcessBuilder servers() {
        return java("dev.tandem.local.ServersOnly", folder.toString());
    }

    private Path find(String file) throws IOException {
        try (var files = Files.walk(folder.resolve("data/postgres/binaries"))) {
            return files.filter(found -> found.endsWith(file)).findFirst().orElseThrow();
        }
    }

    private String outputOf(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(150, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static ProcessBuilder java(String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
