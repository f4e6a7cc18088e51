package dev.tandem.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTests {

    private final Samples samples = new Samples();

    @Test
    void the_median_of_an_even_number_of_values_is_between_the_middle_ones() {
        assertThat(Samples.median(3, 1, 2)).hasValue(2);
        assertThat(Samples.median(4, 1, 2, 3)).hasValue(2.5);
        assertThat(Samples.median()).isEmpty();
    }

    @Test
    void a_ratio_compares_only_samples_of_the_same_round() {
        add("system", 1, 10);
        add("floor", 1, 2);
        add("system", 2, 12);
        add("floor", 3, 3);

        assertThat(samples.ratios("closed", "CPU ms", "system", "floor")).containsExactly(5);
    }

    private void add(String contestant, int round, double value) {
        samples.add(new Sample("closed", contestant, round, Map.of("CPU ms", value)));
    }
}
