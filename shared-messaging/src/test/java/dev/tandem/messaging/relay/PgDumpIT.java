package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.metrics.PlainBacklog;
import dev.tandem.testing.documents.CodeBlocks;
import dev.tandem.testing.infrastructure.Infrastructure;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The commands of docs/backup-and-restore.md, as they are written, between two servers in containers. The service uses
 * the restored database as a role that does not own it. {@link RestoreIT} shows the same without the programs of
 * PostgreSQL, which the embedded server does not have.
 */
@EnabledIf(value = "isInContainers", disabledReason = "pg_dump and pg_restore are in the container of PostgreSQL only")
class PgDumpIT extends RelayedOutbox {

    private static final CodeBlocks PAGE = CodeBlocks.of("docs/backup-and-restore.md");

    private final PostgreSQLContainer other = new PostgreSQLContainer("postgres:18");
    private final OutboxDatabase outbox = new OutboxDatabase(Settings.DEFAULT, 1);

    static boolean isInContainers() {
        return Infrastructure.get().postgresContainer().isPresent();
    }

    @BeforeEach
    void startOther() {
        other.start();
    }

    @AfterEach
    void close() {
        outbox.close();
        other.stop();
    }

    @Test
    void they_restore_a_database_whose_unsent_messages_are_sent_once() throws Exception {
        try (var _ = outbox.startRelay()) {
            outbox.add("a", 1);
            outbox.awaitArrival("a1");
        }
        outbox.add("a", 2);
        outbox.add("b", 1);

        run(PAGE.containing("pg_dump").replace("--dbname=orders", "--dbname=" + addressOfSource()));
        run(PAGE.containing("create role"));
        run(PAGE.containing("pg_restore"));
        // What the service's command --migrate does.
        Settings.migrate(copyAsOwner(), "orders", outbox.settings());

        try (var copy = copy()) {
            var jdbc = JdbcClient.create(copy);
            assertThat(jdbc.sql(PAGE.containing("adopt_outbox"))
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
            try (var _ = outbox.startRelay(copy)) {
                outbox.awaitArrivals(3);
                outbox.addTo(jdbc, "b", 2);
                outbox.awaitArrival("b2");
            }
            assertThat(outbox.duplicates()).isZero();
            outbox.assertOrderPerSubject();
            assertThat(PlainBacklog.of(jdbc).messages()).isZero();
        }
    }

    /** In the new server's container, as its superuser. */
    private void run(String commands) throws IOException, InterruptedException {
        var settings = "set -e; export PGUSER=%s PGPASSWORD=%s PGHOST=localhost\n"
                .formatted(other.getUsername(), other.getPassword());
        var result = other.execInContainer("bash", "-c", settings + commands);

        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
    }

    /** Of the old server, as seen from the new server's container. */
    private String addressOfSource() {
        var source = Infrastructure.get().postgresContainer().orElseThrow();
        var network = source.getContainerInfo()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next();
        var database = outbox.dataSource().getJdbcUrl().replaceFirst(".*/", "");
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(
                        source.getUsername(),
                        source.getPassword(),
                        network.getIpAddress(),
                        PostgreSQLContainer.POSTGRESQL_PORT,
                        database);
    }

    /** The restored database, as the service opens it. */
    private HikariDataSource copy() {
        return RelayProcess.dataSource(addressOfCopy(), "orders", "orders");
    }

    private DataSource copyAsOwner() {
        return new DriverManagerDataSource(addressOfCopy(), "orders_owner", "orders_owner");
    }

    private String addressOfCopy() {
        return "jdbc:postgresql://%s:%d/orders".formatted(other.getHost(), other.getFirstMappedPort());
    }
}
