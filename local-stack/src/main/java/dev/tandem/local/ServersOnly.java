package dev.tandem.local;

import dev.tandem.local.console.Console;
import dev.tandem.local.server.LastResort;
import dev.tandem.local.settings.StackSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts PostgreSQL, Kafka and the mail server as {@code ./tandem up} does, on free ports and without services, reports
 * that they are ready, and ends them. A script observes a hundred such starts.
 */
final class ServersOnly {

    private ServersOnly() {}

    /** Expects the folder for data and logs. */
    static void main(String[] arguments) throws IOException {
        var home = Path.of(arguments[0]).toAbsolutePath().normalize();
        InfrastructureLog.open(home);
        var console = new Console(System.out);
        var settings = StackSettings.onFreePorts(home, home);
        try (var parts = new KeptParts(console)) {
            new StartUp(console).run(new LocalServers(settings, parts, console).toStart());
            console.say("All servers are ready.");
        } catch (RuntimeException failed) {
            console.fail(failed);
            LastResort.after(LastResort.END_LIMIT, LastResort::halt);
            System.exit(1);
        }
    }
}
