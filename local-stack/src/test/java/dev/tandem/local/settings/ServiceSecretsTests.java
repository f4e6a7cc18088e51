package dev.tandem.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.server.DatabaseScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSecretsTests {

    private static final List<ServiceDefinition> SERVICES =
            StackSettings.of(Path.of("/project"), Map.of()).services();

    @TempDir
    Path home;

    private ServiceSecrets secrets;

    @BeforeEach
    void make() {
        secrets = new ServiceSecrets(new Secrets(home));
        secrets.make(SERVICES);
    }

    @Test
    void a_service_has_the_password_of_its_role_and_not_that_of_the_owner() throws IOException {
        for (var service : SERVICES) {
            assertThat(home.resolve(service.module()).resolve("spring.datasource.password"))
                    .hasContent(secrets.passwordOf(service.database()));
            assertThat(valuesOf(service.module()))
                    .doesNotContain(secrets.passwordOf(service.owner()), secrets.passwordOf("postgres"));
        }
    }

    @Test
    void a_migration_has_the_password_of_the_owner_and_no_other() throws IOException {
        for (var service : SERVICES) {
            assertThat(valuesOf(service.migration()))
                    .contains(service.owner(), secrets.passwordOf(service.owner()))
                    .doesNotContain(secrets.passwordOf(service.database()), secrets.passwordOf("postgres"));
        }
    }

    @Test
    void the_keys_of_payment_service_are_made_too() {
        assertThat(home.resolve("payment-service"))
                .isDirectoryContaining("glob:**/tandem.payment.fingerprint-keys")
                .isDirectoryContaining("glob:**/tandem.simulated-provider.password");
    }

    @Test
    void the_services_that_seal_and_open_payment_tokens_share_a_key_that_no_other_has() {
        assertThat(SERVICES)
                .filteredOn(service -> Files.exists(tokenKeyOf(service)))
                .extracting(ServiceDefinition::name)
                .containsExactlyInAnyOrder("order", "payment");
        assertThat(tokenKeyOf(SERVICES.get(1))).hasSameTextualContentAs(tokenKeyOf(SERVICES.get(2)));
    }

    private Path tokenKeyOf(ServiceDefinition service) {
        return home.resolve(service.module()).resolve("tandem.payment-token.key");
    }

    @Test
    void each_role_of_the_script_has_a_password_of_its_own() {
        var roles = DatabaseScript.roles();

        assertThat(roles)
                .contains("orders", "orders_owner", "simulated_provider")
                .hasSize(2 * SERVICES.size() + 1);
        assertThat(roles.stream().map(secrets::passwordOf)).doesNotHaveDuplicates();
    }

    private List<String> valuesOf(String part) throws IOException {
        try (var files = Files.list(home.resolve(part))) {
            return files.map(ServiceSecretsTests::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
