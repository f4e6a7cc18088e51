package dev.tandem.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTests {

    @Test
    void that_do_not_listen_are_forced_to_end() throws IOException {
        var deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; read never").start();
        var listening = new ProcessBuilder("sleep", "600").start();
        assertThat(deaf.inputReader().readLine()).isEqualTo("deaf");

        Processes.end(List.of(deaf.toHandle(), listening.toHandle()), Duration.ofMillis(200));

        assertThat(List.of(deaf.isAlive(), listening.isAlive())).containsExactly(false, false);
    }

    @Test
    void that_have_ended_are_not_waited_for() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();

        Processes.end(List.of(ended.toHandle()), Duration.ofDays(1));
    }
}
