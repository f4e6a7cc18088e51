package dev.tandem.benchmark.orders.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTests {

    @Test
    void round_numbers_are_ones_twos_and_fives() {
        assertThat(Scale.roundUp(0.3)).isEqualTo(0.5, within(1e-9));
        assertThat(Scale.roundUp(1)).isEqualTo(1);
        assertThat(Scale.roundUp(11)).isEqualTo(20);
        assertThat(Scale.roundUp(501)).isEqualTo(1000);
    }

    @Test
    void a_linear_scale_begins_at_zero() {
        var scale = Scale.linear(9, 100, 0);

        assertThat(scale.at(0)).isEqualTo(100);
        assertThat(scale.at(5)).isEqualTo(50);
        assertThat(scale.ticks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
    }

    @Test
    void equal_distances_of_a_logarithmic_scale_are_equal_ratios() {
        var scale = Scale.log(1.5, 90, 0, 200);

        assertThat(scale.at(1)).isEqualTo(0);
        assertThat(scale.at(10)).isEqualTo(100, within(1e-9));
        assertThat(scale.ticks()).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
    }
}
