package dev.tandem.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedTokenTests {

    @ParameterizedTest
    @EnumSource
    void each_is_found_by_its_name_and_listed_in_the_readme(SimulatedToken token) throws Exception {
        assertThat(SimulatedToken.of(token.token())).isEqualTo(token);
        assertThat(Files.readString(Path.of("../README.md"))).contains("`" + token.token() + "`");
    }

    @Test
    void an_unknown_token_is_a_valid_card() {
        assertThat(SimulatedToken.of("tok_mastercard")).isEqualTo(SimulatedToken.VISA);
    }
}
