package dev.tandem.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.context.Deadline;
import dev.tandem.testing.infrastructure.Infrastructure.Database;
import dev.tandem.testing.infrastructure.RealInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The limits on waiting for the database, with the settings that services import and the transactions of JPA. */
@SpringBootTest(
        classes = DatabaseLimitsIT.Application.class,
        properties = {
            "spring.application.name=limits-test",
            "spring.config.import=classpath:database.yml",
            "logging.level.root=error"
        })
@RealInfrastructure
class DatabaseLimitsIT {

    /** Added to each limit, for a machine with other work to do. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    @Autowired
    DataSource database;

    @Autowired
    Database owned;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager manager;

    @BeforeEach
    void createRow() {
        owned.asOwner("create table if not exists rows (id int primary key, value int)");
        jdbc.sql("insert into rows values (1, 0) on conflict do nothing").update();
    }

    @Nested
    class A_locked_row {

        @Test
        void fails_a_transaction_within_the_time_that_its_caller_has_left() throws SQLException {
            try (var _ = lockedRow()) {
                var begun = System.nanoTime();
                var failure = catchThrowable(() ->
                        Deadline.in(Duration.ofMillis(300), Clock.systemUTC()).call(this::update));

                assertThat(DatabaseFailure.isTimedOut(failure)).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(
                                Duration.ofMillis(200), Duration.ofMillis(300).plus(GRACE));
            }
        }

        @Test
        void fails_a_transaction_without_deadline_at_the_connection_limit() throws SQLException {
            try (var _ = lockedRow()) {
                var begun = System.nanoTime();
                var failure = catchThrowable(this::update);

                assertThat(DatabaseFailure.isLocked(failure)).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(
                                Duration.ofMillis(700), Duration.ofMillis(750).plus(GRACE));
            }
        }

        private int update() {
            return new TransactionTemplate(manager)
                    .execute(_ -> jdbc.sql("update rows set value = 1").update());
        }

        private Connection lockedRow() throws SQLException {
            var other = database.getConnection();
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("update rows set value = 2");
            }
            return other;
        }
    }

    @Nested
    class A_transaction {

        @Test
        void leaves_no_limit_behind_on_its_connection() {
            Deadline.in(Duration.ofMillis(300), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
                    .call(() -> assertThat(limitInTransaction()).isEqualTo("300ms"));

            assertThat(limitInTransaction()).isEqualTo("5s");
        }

        private String limitInTransaction() {
            return new TransactionTemplate(manager)
                    .execute(_ -> jdbc.sql("select current_setting('statement_timeout')")
                            .query(String.class)
                            .single());
        }
    }

    @Nested
    class A_server_that_only_reads_since_a_failover {

        @Test
        void loses_its_connection() {
            var before = backend();
            assertThatThrownBy(() -> new TransactionTemplate(manager).executeWithoutResult(_ -> {
                        jdbc.sql("set local transaction_read_only = on").update();
                        jdbc.sql("update rows set value = 3").update();
                    }))
                    .isInstanceOf(RuntimeException.class);

            assertThat(backend()).isNotEqualTo(before);
        }

        private int backend() {
            return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
        }
    }

    @Nested
    class Migrations {

        @Autowired
        FlywayMigrationStrategy strategy;

        @Test
        void have_none_of_the_limits_of_business_but_one_for_locks() {
            var seen = new StringBuilder();
            try (var owner = poolOfOwner()) {
                var flyway = Flyway.configure()
                        .dataSource(owner)
                        .table("other_history")
                        .baselineOnMigrate(true)
                        .callbacks(new SeeLimits(seen))
                        .load();

                strategy.migrate(flyway);
            }

            assertThat(seen).hasToString("statement 0, idle 0, lock 5s, socket 0");
        }

        /** With the limits of the service. */
        private HikariDataSource poolOfOwner() {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(owned.jdbcUrl());
            pool.setUsername(owned.owner());
            pool.setPassword(owned.password());
            pool.setDataSourceProperties(((HikariDataSource) database).getDataSourceProperties());
            return pool;
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
