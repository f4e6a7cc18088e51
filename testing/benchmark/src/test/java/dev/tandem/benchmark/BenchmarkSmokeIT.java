package dev.tandem.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the benchmark at a small size: our relay loses and reorders no event. The test does not check speed. */
class BenchmarkSmokeIT {

    @TempDir
    Path results;

    @Test
    void every_measure_gives_figures() throws Exception {
        var benchmark = new Benchmark("--smoke", "--results", results.toString());

        var samples = benchmark.run();

        assertThat(benchmark.measures())
                .allSatisfy(measure -> assertThat(samples.of(measure)).isNotEmpty());
        assertThat(samples.all())
                .filteredOn(sample -> sample.contestant().equals("ledger"))
                .allSatisfy(sample -> assertThat(sample.figures())
                        .doesNotContainEntry("lost", Double.NaN)
                        .satisfies(figures -> {
                            assertThat(figures.getOrDefault("lost", 0.0)).isZero();
                            assertThat(figures.getOrDefault("reordered", 0.0)).isZero();
                        }));
        assertThat(benchmark.write("smoke")).contains("Targets");
        assertThat(results).isNotEmptyDirectory();
    }
}
