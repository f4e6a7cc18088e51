package dev.tandem.benchmark.orders.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterTests {

    @Test
    void a_figure_is_the_increase_of_a_counter_for_each_order() {
        var before = Map.of("transactions", 100.0, "CPU ms", 50.0);
        var after = new LinkedHashMap<String, Double>();
        after.put("CPU ms", 250.0);
        after.put("transactions", 360.0);

        assertThat(Meter.perOrder(before, after, 20))
                .containsExactly(Map.entry("CPU ms", 10.0), Map.entry("transactions", 13.0));
    }
}
