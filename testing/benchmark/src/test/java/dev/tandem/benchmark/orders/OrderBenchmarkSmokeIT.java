package dev.tandem.benchmark.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmark.orders.cost.Meter;
import dev.tandem.benchmark.orders.report.Measure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the benchmark at a small size: every order is accepted and completed. The test does not check speed. */
class OrderBenchmarkSmokeIT {

    @TempDir
    Path results;

    @Test
    void every_contestant_completes_its_orders_and_is_measured() throws Exception {
        var benchmark = new OrderBenchmark("--smoke", "--results", results.toString());

        var samples = benchmark.run();

        assertThat(samples.of("sync 2"))
                .extracting(sample -> sample.contestant())
                .containsExactly("system", "floor", "naive");
        assertThat(samples.all())
                .allSatisfy(sample -> assertThat(sample.figures())
                        .containsEntry("refused", 0.0)
                        .containsEntry("lost", 0.0)
                        .hasEntrySatisfying(Meter.CPU, cpu -> assertThat(cpu).isPositive()));
        assertThat(benchmark.write("smoke")).contains("Relative to floor");
        assertThat(results).isDirectoryContaining("glob:**.svg");
    }

    @Test
    void of_the_floor_it_counts_the_statements_that_its_transactions_contain() throws Exception {
        var benchmark = new OrderBenchmark(
                "--smoke",
                "--rounds",
                "0",
                "--contestants",
                "floor",
                "--statements",
                "1",
                "--results",
                results.toString());

        var samples = benchmark.run();

        assertThat(samples.values(Measure.STATEMENTS, "floor", Meter.STATEMENTS))
                .containsExactly(34);
        assertThat(benchmark.write("smoke")).contains("Statements of an order");
    }
}
