package dev.tandem.inventory.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Runs the measure at a small size. The test does not check speed. For the figures of ADR 0018, on a machine that does
 * nothing else: {@code ./tandem verify -pl inventory-service -am -Dtest=NoUnit -Dit.test=HotProductSmokeIT
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dtandem.hot.rounds=5
 * -Dtandem.hot.millis=5000 -DargLine=}
 */
class HotProductSmokeIT {

    @Test
    void every_way_gives_figures() {
        var measure = new HotProduct(
                Integer.getInteger("tandem.hot.rounds", 1), Duration.ofMillis(Long.getLong("tandem.hot.millis", 500)));
        measure.run();
        System.out.println(measure.table());

        assertThat(measure.results())
                .containsOnlyKeys(HotProduct.Way.values())
                .allSatisfy((_, results) -> assertThat(results)
                        .allSatisfy(result -> assertThat(result.rate()).isPositive()));
        assertThat(measure.table()).contains("one product, combined");
    }
}
