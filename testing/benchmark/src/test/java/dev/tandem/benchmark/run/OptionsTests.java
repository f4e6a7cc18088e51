package dev.tandem.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTests {

    private static final String DEFAULTS = """
            rounds    3
            customers 1,8
            """;
    private static final String SMOKE = "rounds 1";

    @Test
    void an_option_replaces_its_default() {
        var options = Options.parse(DEFAULTS, SMOKE, "--customers", "32");

        assertThat(options.numbers("customers")).containsExactly(32);
        assertThat(options.number("rounds")).isEqualTo(3);
    }

    @Test
    void smoke_makes_everything_small_that_is_not_given() {
        assertThat(Options.parse(DEFAULTS, SMOKE, "--smoke", "--customers", "2").all())
                .containsEntry("rounds", "1")
                .containsEntry("customers", "2");
    }

    @Test
    void an_unknown_option_lists_all_options() {
        assertThatThrownBy(() -> Options.parse(DEFAULTS, SMOKE, "--help"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--help")
                .hasMessageContaining("customers 1,8")
                .hasMessageContaining("--smoke");
    }
}
