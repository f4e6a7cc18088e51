package dev.tandem.local;

import dev.tandem.local.StartUp.Part;
import dev.tandem.local.console.Console;
import dev.tandem.local.console.LaunchException;
import dev.tandem.local.server.DatabaseScript;
import dev.tandem.local.server.Folders;
import dev.tandem.local.server.KafkaBroker;
import dev.tandem.local.server.MailServer;
import dev.tandem.local.server.PostgresServer;
import dev.tandem.local.settings.ServiceSecrets;
import dev.tandem.local.settings.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, Kafka and the mail server of a stack, without its services. */
final class LocalServers {

    /** A first start takes ten seconds on a busy machine with two cores. */
    static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final StackSettings settings;
    private final KeptParts parts;
    private final Console console;
    private final Path data;
    private volatile @Nullable PostgresServer postgres;
    private volatile @Nullable MailServer mail;

    LocalServers(StackSettings settings, KeptParts parts, Console console) {
        this.settings = settings;
        this.parts = parts;
        this.console = console;
        this.data = settings.home().resolve("data");
    }

    /** The parts of their start, which may run at the same time. */
    List<Part> toStart() {
        return List.of(
                part("PostgreSQL 18", "localhost:" + settings.postgresPort(), this::startPostgres),
                part("Kafka", "localhost:" + settings.kafkaPort(), this::startKafka),
                part("mail", "http://localhost:" + settings.mailPagePort(), this::startMail));
    }

    private Part part(String name, String where, Runnable start) {
        return new Part(name, START_LIMIT, () -> {
            parts.refuseIfClosing();
            console.ready(name, where, start);
        });
    }

    private void startPostgres() {
        requirePasswordOfData();
        var secrets = new ServiceSecrets(settings.secrets());
        secrets.make(settings.services());
        postgres = parts.keep(PostgresServer.keeping(
                postgresHome(data),
                settings.postgresPort(),
                secrets.fileOfSuperuser(),
                DatabaseScript.statements(secrets::passwordOf)));
    }

    /** Databases and passwords are made together. Earlier versions had no passwords. */
    private void requirePasswordOfData() {
        if (PostgresServer.hasData(postgresHome(data))
                && !Files.exists(new ServiceSecrets(settings.secrets()).fileOfSuperuser())) {
            throw new LaunchException("there are no passwords for the databases in " + data
                    + ": an earlier version of Tandem made them, or somebody has deleted "
                    + settings.secrets().home() + ". Start without these data:  ./tandem up --fresh");
        }
    }

    /** Deletes what earlier starts have kept, and the passwords that belong to it. */
    void deleteData() {
        Folders.delete(data);
        Folders.delete(settings.secrets().home());
    }

    private void startKafka() {
        parts.keep(KafkaBroker.keeping(data.resolve("kafka"), settings.kafkaPort(), settings.kafkaController()));
    }

    private void startMail() {
        mail = parts.keep(MailServer.start(settings.smtpPort(), settings.mailPagePort()));
    }

    static Path postgresHome(Path data) {
        return data.resolve("postgres");
    }

    /** A connection to a service's database, as the superuser. */
    Connection connect(String database) throws SQLException {
        var server = postgres;
        if (server == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        return server.connect(database);
    }

    /** The e-mails that have arrived, oldest first. */
    List<MailServer.Mail> mails() {
        var server = mail;
        return server == null ? List.of() : server.received();
    }
}
