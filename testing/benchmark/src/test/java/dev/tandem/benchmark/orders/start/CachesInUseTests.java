package dev.tandem.benchmark.orders.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesInUseTests {

    private static final List<Long> THIS = List.of(ProcessHandle.current().pid());

    @TempDir
    Path folder;

    @Test
    void a_cache_counts_once_the_process_has_mapped_it() throws Exception {
        var cache = Files.writeString(folder.resolve("start-up.aot"), "classes");
        assertThat(CachesInUse.count(THIS)).isZero();

        try (var file = FileChannel.open(cache)) {
            var mapped = file.map(MapMode.READ_ONLY, 0, file.size());

            assertThat(CachesInUse.count(THIS)).isOne();
            assertThat(mapped.get()).isEqualTo((byte) 'c');
        }
    }
}
