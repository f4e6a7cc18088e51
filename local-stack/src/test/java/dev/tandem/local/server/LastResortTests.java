package dev.tandem.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastResortTests {

    /** A program in which a part of the shutdown hangs. */
    static final class Hanging {

        private Hanging() {}

        static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sleep(Duration.ofHours(1))));
            LastResort.after(Duration.ofMillis(100), LastResort::halt);
            System.exit(0);
        }

        private static void sleep(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void ends_a_program_whose_end_hangs() throws Exception {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hanging.class.getName())
                .inheritIO()
                .start();
        try {
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(143);
        } finally {
            program.destroyForcibly();
        }
    }
}
