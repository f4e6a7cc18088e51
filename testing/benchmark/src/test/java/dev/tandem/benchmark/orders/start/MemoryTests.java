package dev.tandem.benchmark.orders.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryTests {

    @Test
    void only_the_share_of_a_process_in_its_pages_counts() {
        assertThat(Memory.parse(Stream.of("Rss:  900 kB", "Pss:  500 kB", "Pss_Anon:  400 kB")))
                .isEqualTo(500);
    }

    @Test
    void this_process_has_some() {
        assertThat(Memory.megabytes(List.of(ProcessHandle.current().pid()))).isGreaterThan(10);
    }
}
