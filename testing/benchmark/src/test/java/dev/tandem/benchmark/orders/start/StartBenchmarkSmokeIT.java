package dev.tandem.benchmark.orders.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the benchmark at a small size: the system starts twice and accepts every order. The test checks no speed. It takes
 * a minute or more, so it belongs to {@code ./tandem verify --long}.
 */
@EnabledIfSystemProperty(named = "tandem.full", matches = "true")
class StartBenchmarkSmokeIT {

    @TempDir
    Path results;

    @Test
    void a_variant_is_started_again_and_measured() throws Exception {
        var benchmark = new StartBenchmark("--smoke", "--results", results.toString());

        var samples = benchmark.run();

        assertThat(samples.all())
                .singleElement()
                .satisfies(sample -> assertThat(sample.figures())
                        .containsEntry("refused", 0.0)
                        .containsEntry("its status", 201.0)
                        .containsEntry("caches in use", 0.0)
                        .hasEntrySatisfying(
                                "first order ms", millis -> assertThat(millis).isPositive())
                        .hasEntrySatisfying(
                                "memory MB at last",
                                megabytes -> assertThat(megabytes).isGreaterThan(500)));
        assertThat(benchmark.write("smoke")).contains("ready s");
        assertThat(results).isDirectoryContaining("glob:**.json");
    }
}
