package dev.tandem.benchmark.orders.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VariantTests {

    private static final List<String> USUAL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

    @Test
    void a_variant_differs_from_the_usual_options_in_what_its_name_says() {
        assertThat(Variant.named(List.of("c1", "tiered-g1", "c1-128m"), USUAL))
                .extracting(Variant::options)
                .containsExactly(
                        USUAL,
                        List.of("-Xmx256m", "-XX:+UseG1GC"),
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    }

    @Test
    void it_says_whether_there_are_caches() {
        assertThat(Variant.named(List.of("c1", "c1-uncached"), USUAL))
                .extracting(Variant::description)
                .containsExactly(
                        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m, with start-up caches",
                        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m, without start-up caches");
    }

    @Test
    void an_unknown_name_is_answered_with_all_names() {
        assertThatThrownBy(() -> Variant.named(List.of("c3"), USUAL))
                .hasMessageContaining("no variant c3")
                .hasMessageContaining("tiered-uncached");
    }
}
