package dev.tandem.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.testing.infrastructure.Infrastructure;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The service with its own settings only, without those that the other tests add. */
@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    private static final String PROVIDER = "--PROVIDER_URL=https://provider.example";
    private static final String KEY = "--PAYMENT_FINGERPRINT_KEY=0123456789abcdef0123456789abcdef";

    private static final String TOKEN_KEY = "--PAYMENT_TOKEN_KEY=YS1rZXktdGhhdC1vbmx5LXRoZS10ZXN0cy1rbm93LS0";

    private static final UUID CHARGE = UUID.fromString("97ae7886-9128-451f-aadb-7172e57fe943");

    private static final String EARLIER_BUILD = """
            insert into flyway_schema_history
                (installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (100, '2', 'create simulated provider', 'SQL', 'V2__create_simulated_provider.sql', 'test', 1, true),
                (101, '4', 'let it fail', 'SQL', 'V4__let_the_simulated_provider_fail.sql', 'test', 1, true);
            create schema simulated_provider;
            create table simulated_provider.charges (
                key uuid primary key, amount bigint not null, currency text not null, status text not null,
                decline_code text, decided_at timestamptz);
            create table simulated_provider.requests (key uuid primary key, token text not null, times int not null);
            insert into simulated_provider.charges (key, amount, currency, status)
            values ('97ae7886-9128-451f-aadb-7172e57fe943', 2590, 'EUR', 'authorized')""";

    @ParameterizedTest
    @CsvSource({"''", "provider.example", "localhost:8081", "ftp://provider.example", "http://", "'http:// '"})
    void the_service_does_not_start_without_a_provider(String url, CapturedOutput output) {
        assertThatThrownBy(() -> start(KEY, TOKEN_KEY, "--PROVIDER_URL=" + url));

        assertThat(output)
                .contains("payment-service has no payment provider")
                .contains("Set PROVIDER_URL to the address of your payment provider")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"''", "0123456789abcdef0123456789abcde", "'0123456789abcdef0123456789abcdef,short'"})
    void the_service_does_not_start_without_a_key_for_its_fingerprints(String key, CapturedOutput output) {
        assertThatThrownBy(() -> start(PROVIDER, TOKEN_KEY, "--PAYMENT_FINGERPRINT_KEY=" + key));

        assertThat(output)
                .contains("payment-service has no usable key")
                .contains("Set PAYMENT_FINGERPRINT_KEY to a secret of at least 32 characters")
                .doesNotContain("\tat ")
                .doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest
    @CsvSource({"''", "YS1rZXktdGhhdC1vbmx5LXRoZS10ZXN0cy1rbm93LQ", "no Base64"})
    void the_service_does_not_start_without_a_key_for_its_tokens(String key, CapturedOutput output) {
        assertThatThrownBy(() -> start(PROVIDER, KEY, "--PAYMENT_TOKEN_KEY=" + key));

        assertThat(output)
                .contains("This service has no usable key to seal payment tokens")
                .contains("Set PAYMENT_TOKEN_KEY to 32 random bytes as URL-safe Base64")
                .doesNotContain("\tat ")
                .doesNotContain("YS1rZXkt");
    }

    @Test
    void there_is_no_simulated_provider_by_default() {
        try (var service = start(PROVIDER, KEY, TOKEN_KEY)) {
            charge(service)
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("/problems/not-found");
        }
    }

    @Test
    void there_is_a_simulated_provider_on_request() {
        try (var service = start(PROVIDER, KEY, TOKEN_KEY, "--TANDEM_SIMULATED_PROVIDER_ENABLED=true")) {
            charge(service).expectBody().jsonPath("$.type").isEqualTo("/problems/charge-not-found");
        }
    }

    /** Earlier builds created the tables of the simulated provider by migrations 2 and 4 of payment-service. */
    @Test
    void the_simulated_provider_keeps_the_charges_of_an_earlier_build() {
        var database = Infrastructure.get().newDatabase();
        start(database, PROVIDER, KEY, TOKEN_KEY).close();
        database.asOwner(EARLIER_BUILD);

        try (var service = start(database, PROVIDER, KEY, TOKEN_KEY, "--TANDEM_SIMULATED_PROVIDER_ENABLED=true")) {
            charge(service).expectBody().jsonPath("$.status").isEqualTo("authorized");
        }
    }

    /** The service, which could use them without this role, cannot any more. */
    @Test
    void the_simulated_provider_can_use_its_tables_as_a_role_of_its_own() {
        var database = Infrastructure.get().newDatabase();
        var role = database.user() + "_provider";
        Infrastructure.get().asSuperuser("create role " + role + " login password 'of the provider'");
        Infrastructure.get().asSuperuser("grant connect on database " + database.user() + " to " + role);
        var provider = new String[] {
            PROVIDER,
            KEY,
            TOKEN_KEY,
            "--TANDEM_SIMULATED_PROVIDER_ENABLED=true",
            "--tandem.simulated-provider.user=" + role,
            "--tandem.simulated-provider.password=of the provider"
        };
        start(database, PROVIDER, KEY, TOKEN_KEY, "--TANDEM_SIMULATED_PROVIDER_ENABLED=true")
                .close();
        start(database, provider).close();

        try (var service = serve(database, provider)) {
            charge(service).expectBody().jsonPath("$.type").isEqualTo("/problems/charge-not-found");
            var jdbc = service.getBean(JdbcClient.class);
            assertThatThrownBy(() -> jdbc.sql("select from simulated_provider.charges")
                            .query()
                            .listOfRows())
                    .hasStackTraceContaining("permission denied");
        }
    }

    private static RestTestClient.ResponseSpec charge(ConfigurableApplicationContext service) {
        var port = service.getEnvironment().getProperty("local.server.port");
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri("/simulated-provider/charges/" + CHARGE)
                .exchange();
    }

    private static ConfigurableApplicationContext start(String... settings) {
        return start(Infrastructure.get().newDatabase(), settings);
    }

    /** As the owner of the database, who migrates the tables. */
    private static ConfigurableApplicationContext start(Database database, String... settings) {
        var owner = Stream.of(
                "--tandem.database.migrate=true",
                "--spring.flyway.user=" + database.owner(),
                "--spring.flyway.password=" + database.password());
        return serve(database, Stream.concat(owner, Stream.of(settings)).toArray(String[]::new));
    }

    /** Under a name of its own: under the usual one, it would take messages from the service of the other tests. */
    private static ConfigurableApplicationContext serve(Database database, String... settings) {
        var all = new ArrayList<>(List.of(
                "--spring.config.location=classpath:/application.yml",
                "--spring.application.name=payment-alone",
                "--server.port=0",
                "--PAYMENT_DB_URL=" + database.jdbcUrl(),
                "--PAYMENT_DB_USER=" + database.user(),
                "--PAYMENT_DB_PASSWORD=" + database.password(),
                "--KAFKA_BOOTSTRAP_SERVERS=" + Infrastructure.get().bootstrapServers()));
        all.addAll(List.of(settings));
        return new SpringApplication(PaymentServiceApplication.class).run(all.toArray(String[]::new));
    }
}
