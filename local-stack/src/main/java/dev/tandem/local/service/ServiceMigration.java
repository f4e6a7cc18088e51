package dev.tandem.local.service;

import dev.tandem.local.console.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings the tables of a service up to date before it starts. The process does so as the owner of the database, whose
 * password the service itself never gets. A build migrates the same data only once.
 */
public final class ServiceMigration {

    private final ServiceInstallation installation;
    private final Path migratedBy;
    private final Path log;

    /**
     * Knows what to migrate.
     *
     * @param data the folder that is deleted together with the databases
     */
    public ServiceMigration(ServiceInstallation installation, Path data, Path logs) {
        this.installation = installation;
        this.migratedBy =
                data.resolve("migrated-by").resolve(installation.service().module());
        this.log = logs.resolve(installation.name() + "-migration.log");
    }

    /**
     * Migrates the tables if the build or the data is new.
     *
     * @throws LaunchException if they could not be migrated
     */
    public void run() {
        try {
            var build = installation.build();
            if (!Files.exists(migratedBy) || !Files.readString(migratedBy).equals(build)) {
                migrate();
                Files.createDirectories(migratedBy.getParent());
                Files.writeString(migratedBy, build);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted");
        }
    }

    private void migrate() throws IOException, InterruptedException {
        var process = installation.migration().redirectOutput(log.toFile()).start();
        if (process.waitFor() != 0) {
            throw new LaunchException("the tables of " + installation.service().module()
                    + " could not be brought up to date; the log is " + log);
        }
    }
}
