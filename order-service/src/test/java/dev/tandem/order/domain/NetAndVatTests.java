package dev.tandem.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetAndVatTests {

    @ParameterizedTest
    @CsvSource({
        "11900, 10000, 1900",
        "2590, 2176, 414", // 413.53
        "1000, 840, 160", // 159.66
        "3, 3, 0", // 0.479
        "4, 3, 1", // 0.639
        "1, 1, 0",
        "0, 0, 0",
        "9223372036854775807, 7750732804079643535, 1472639232775132272"
    })
    void vat_is_nineteen_percent_of_the_net_amount(long gross, long net, long vat) {
        assertThat(NetAndVat.of(euros(gross))).isEqualTo(new NetAndVat(euros(net), euros(vat)));
    }

    @Test
    void vat_is_rounded_to_the_nearest_cent() {
        // 19/119 of a number of cents is never half a cent; these come closest to it.
        assertThat(NetAndVat.of(euros(191)).vat()).isEqualTo(euros(30)); // 30.496
        assertThat(NetAndVat.of(euros(72)).vat()).isEqualTo(euros(11)); // 11.496
        assertThat(NetAndVat.of(euros(47)).vat()).isEqualTo(euros(8)); // 7.504
    }

    @Test
    void net_and_vat_are_always_the_whole() {
        for (var gross = 0; gross < 100_000; gross++) {
            var parts = NetAndVat.of(euros(gross));
            assertThat(parts.net().plus(parts.vat())).isEqualTo(euros(gross));
        }
    }

    private static Money euros(long cents) {
        return new Money(cents, "EUR");
    }
}
