package dev.tandem.testing.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class InfrastructureChoiceTests {

    @Test
    void containers_are_used_where_a_docker_engine_answers() {
        assertThat(InfrastructureChoice.of("auto", () -> true))
                .hasToString("PostgreSQL and Kafka in containers (a Docker engine answers)");
    }

    @Test
    void embedded_servers_are_used_where_none_answers() {
        assertThat(InfrastructureChoice.of("auto", () -> false))
                .hasToString("embedded PostgreSQL and Kafka (no Docker engine answers)");
    }

    @Test
    void embedded_servers_can_be_wished_for_without_asking_docker() {
        var choice = InfrastructureChoice.of("embedded", () -> {
            throw new AssertionError("nobody needs to know");
        });

        assertThat(choice.containers()).isFalse();
    }

    @Test
    void containers_that_are_wished_for_are_not_silently_replaced() {
        assertThatIllegalStateException()
                .isThrownBy(() -> InfrastructureChoice.of("containers", () -> false))
                .withMessageContaining("no Docker engine answers");
    }

    @Test
    void a_wish_that_nobody_understands_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InfrastructureChoice.of("podman", () -> true))
                .withMessage("-Dinfra=podman: must be containers, embedded or auto");
    }
}
