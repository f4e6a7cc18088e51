package dev.tandem.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.testing.infrastructure.Infrastructure;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The two commands of a service, each with the password of its role only. */
@ExtendWith(OutputCaptureExtension.class)
class MigrationIT {

    private final Database database = Infrastructure.get().newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));

    @Test
    void a_service_does_not_start_before_its_tables_are_there_and_says_what_to_do(CapturedOutput output) {
        assertThatThrownBy(this::serve).hasRootCauseInstanceOf(OutdatedSchemaException.class);

        assertThat(output)
                .contains("are not those that this version of the service needs", "--migrate", "spring.flyway.user")
                .doesNotContain("\tat ");
    }

    @Test
    void a_service_cannot_migrate_with_the_password_that_it_has() {
        assertThatThrownBy(() -> run("--migrate")).hasStackTraceContaining("permission denied");
    }

    @Test
    void a_service_does_not_start_when_a_migration_is_missing(CapturedOutput output) {
        migrate();
        database.asOwner("delete from messaging.flyway_schema_history where version = '7'");

        assertThatThrownBy(this::serve).hasRootCauseInstanceOf(OutdatedSchemaException.class);

        assertThat(output).contains("not applied to database: 7");
    }

    @Nested
    class After_the_migration {

        @BeforeEach
        void migrated() {
            migrate();
        }

        @Test
        void the_service_starts_and_a_second_migration_changes_nothing() {
            assertThatCode(MigrationIT.this::serve).doesNotThrowAnyException();
            assertThatCode(MigrationIT.this::migrate).doesNotThrowAnyException();
            assertThatCode(MigrationIT.this::serve).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "create table more (id int)",
                    "create schema more",
                    "create temporary table more (id int)",
                    "alter table messaging.inbox add column more int",
                    "drop table messaging.outbox_0",
                    "create index on messaging.dead_letters (topic)",
                    "truncate messaging.dead_letters",
                    "truncate messaging.outbox_lane",
                    "truncate messaging.outbox",
                    "delete from messaging.flyway_schema_history",
                })
        void the_service_cannot(String statement) {
            assertThatThrownBy(() -> jdbc.sql(statement).update())
                    .rootCause()
                    .hasFieldOrPropertyWithValue("SQLState", "42501");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "truncate messaging.outbox_7",
                    "truncate messaging.inbox_15",
                    "lock table messaging.outbox_0 in access exclusive mode",
                    "insert into messaging.outbox_lane (lane) values (0)",
                    "update messaging.dead_letters set state = 'READY'",
                    "delete from messaging.inbox",
                    "select nextval('messaging.outbox_id')",
                    "select messaging.adopt_outbox()",
                    "select * from messaging.flyway_schema_history",
                })
        void the_service_can(String statement) {
            var connections = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
            assertThatCode(() -> {
                        try (var connection = connections.getConnection();
                                var open = connection.createStatement()) {
                            connection.setAutoCommit(false);
                            open.execute(statement);
                        }
                    })
                    .doesNotThrowAnyException();
        }

        @Test
        void the_service_may_use_tables_that_come_later() {
            database.asOwner("create table later (id bigserial primary key)");

            assertThat(jdbc.sql("insert into later default values").update()).isOne();
        }
    }

    private void migrate() {
        run("--migrate", "--spring.flyway.user=" + database.owner(), "--spring.flyway.password=" + database.password());
    }

    private void serve() {
        run();
    }

    private void run(String... arguments) {
        var settings = Stream.of(
                "--spring.config.import=classpath:database.yml",
                "--spring.main.web-application-type=none",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--logging.level.root=error");
        MigrateOrServe.run(
                Service.class, Stream.concat(settings, Stream.of(arguments)).toArray(String[]::new));
    }

    /** A service that does nothing but look at its tables. */
    @Configuration(proxyBeanMethods = false)
    @ImportSchemas
    static class Service {}
}
