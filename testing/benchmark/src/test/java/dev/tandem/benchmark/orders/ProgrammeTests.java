package dev.tandem.benchmark.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgrammeTests {

    @Test
    void a_contestant_keeps_up_if_all_orders_are_answered_at_their_rate() {
        assertThat(isSaturated(99, 40, 0)).isFalse();
        assertThat(isSaturated(94, 40, 0)).isTrue();
        assertThat(isSaturated(100, 1001, 0)).isTrue();
        assertThat(isSaturated(100, 40, 1)).isTrue();
    }

    private static boolean isSaturated(double rate, double p95, double refused) {
        return Programme.isSaturated(Map.of("orders/s", rate, "p95 ms", p95, "refused", refused), 100);
    }
}
