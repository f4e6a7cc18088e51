package dev.tandem.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.tandem.local.console.LaunchException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTests {

    private static final Path PROJECT = Path.of("/project");

    @Test
    void the_ports_are_those_of_the_documentation() {
        assertThat(StackSettings.of(PROJECT, Map.of()).ports())
                .extracting(StackSettings.Port::number)
                .containsExactly(8080, 8081, 8082, 8083, 1080, 15432, 19092, 19093, 11025);
    }

    @Test
    void each_port_can_be_changed_by_its_variable() {
        for (var port : StackSettings.of(PROJECT, Map.of()).ports()) {
            assertThat(StackSettings.of(PROJECT, Map.of(port.variable(), "4711"))
                            .ports())
                    .as(port.variable())
                    .anySatisfy(changed -> {
                        assertThat(changed.what()).isEqualTo(port.what());
                        assertThat(changed.number()).isEqualTo(4711);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8080 "})
    void what_is_not_a_port_is_refused_by_name(String value) {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> StackSettings.of(PROJECT, Map.of("TANDEM_ORDER_PORT", value)))
                .withMessageContaining("TANDEM_ORDER_PORT=" + value);
    }

    @Test
    void the_home_is_in_the_checkout_unless_its_variable_names_another() {
        assertThat(StackSettings.of(PROJECT, Map.of()).home()).isEqualTo(Path.of("/project/.tandem"));
        assertThat(StackSettings.of(PROJECT, Map.of("TANDEM_HOME", "../other")).home())
                .isEqualTo(Path.of("/other"));
        assertThat(StackSettings.of(PROJECT, Map.of("TANDEM_HOME", "/data/tandem"))
                        .home())
                .isEqualTo(Path.of("/data/tandem"));
    }

    @Test
    void services_check_all_that_they_say() {
        assertThat(StackSettings.of(PROJECT, Map.of()).services())
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.environment())
                        .containsEntry("TANDEM_MESSAGING_VALIDATION_SHARE", "1")
                        .containsEntry("TANDEM_MESSAGING_VALIDATION_REFUSE", "true"));
    }

    @Test
    void services_are_told_where_the_others_are() {
        var settings =
                StackSettings.of(PROJECT, Map.of("TANDEM_INVENTORY_PORT", "9082", "TANDEM_POSTGRES_PORT", "9432"));

        assertThat(settings.services())
                .filteredOn(service -> service.name().equals("order"))
                .singleElement()
                .satisfies(order -> assertThat(order.environment())
                        .containsEntry("INVENTORY_URL", "http://localhost:9082")
                        .containsEntry("ORDER_DB_URL", "jdbc:postgresql://localhost:9432/orders"));
    }

    @Test
    void payment_service_simulates_its_provider_because_it_is_asked_to() {
        assertThat(StackSettings.of(PROJECT, Map.of("TANDEM_PAYMENT_PORT", "9081"))
                        .services())
                .filteredOn(service -> service.name().equals("payment"))
                .singleElement()
                .satisfies(payment -> assertThat(payment.environment())
                        .containsEntry("TANDEM_SIMULATED_PROVIDER_ENABLED", "true")
                        .containsEntry("PROVIDER_URL", "http://localhost:9081/simulated-provider"));
    }

    @Test
    void each_service_reads_its_own_secrets() {
        assertThat(StackSettings.of(PROJECT, Map.of()).services())
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.environment())
                        .containsEntry("TANDEM_SECRETS", "/project/.tandem/secrets/" + service.module()));
    }

    @Test
    void the_options_of_the_services_can_be_replaced() {
        assertThat(StackSettings.of(PROJECT, Map.of()).tuning().javaOptions()).contains("-Xmx256m");
        assertThat(StackSettings.of(PROJECT, Map.of("TANDEM_JAVA_OPTIONS", " -XX:+UseZGC  -Xmx1g "))
                        .tuning()
                        .javaOptions())
                .containsExactly("-XX:+UseZGC", "-Xmx1g");
    }

    @Test
    void start_up_caches_are_made_after_two_minutes_or_the_time_set() {
        assertThat(StackSettings.of(PROJECT, Map.of()).tuning().cachesAfter()).hasMinutes(2);
        assertThat(StackSettings.of(PROJECT, Map.of("TANDEM_CACHES_AFTER", "0"))
                        .tuning()
                        .cachesAfter())
                .isZero();
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> StackSettings.of(PROJECT, Map.of("TANDEM_CACHES_AFTER", "soon")))
                .withMessageContaining("TANDEM_CACHES_AFTER=soon");
    }

    @Test
    void a_debugger_can_attach_to_each_service_at_a_port_of_its_own() {
        assertThat(StackSettings.of(PROJECT, Map.of()).tuning().debugPorts()).isEmpty();
        assertThat(StackSettings.of(PROJECT, Map.of("TANDEM_DEBUG", "order, payment"))
                        .tuning()
                        .debugPorts())
                .containsExactly(entry("order", 5005), entry("payment", 5006));
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> StackSettings.of(PROJECT, Map.of("TANDEM_DEBUG", "orders")))
                .withMessageContaining("TANDEM_DEBUG=orders")
                .withMessageContaining("inventory, notification, order, payment");
    }

    @Test
    void what_machines_read_is_written_with_the_digits_of_machines() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("ar", "EG"));

            assertThat(StackSettings.of(PROJECT, Map.of()).services())
                    .flatExtracting(service -> service.environment().values())
                    .allMatch(value -> value.chars().allMatch(character -> character < 128));
        } finally {
            Locale.setDefault(before);
        }
    }
}
