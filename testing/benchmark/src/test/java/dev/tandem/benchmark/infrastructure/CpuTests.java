package dev.tandem.benchmark.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTests {

    @Test
    void the_time_is_that_of_the_process_and_of_its_ended_children_whatever_its_name() {
        var stat = "4711 (a (strange) name) S 1 4711 4711 0 -1 4194560 26010 900 3 0 150 50 7 3 20 0 42 0 5181 8886";

        assertThat(Cpu.parse(stat)).isEqualTo(2.10);
    }

    @Test
    void this_process_has_used_some_time() {
        assertThat(Cpu.seconds(ProcessHandle.current().pid())).isPositive();
    }
}
