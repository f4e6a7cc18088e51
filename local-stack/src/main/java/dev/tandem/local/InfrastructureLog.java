package dev.tandem.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** The logs of PostgreSQL, Kafka and the mail server go to a file; the terminal belongs to the services. */
final class InfrastructureLog {

    private InfrastructureLog() {}

    static void open(Path home) throws IOException {
        LogManager.getLogManager().reset();
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %3$s %5$s%6$s%n");
        var path = home.resolve("infrastructure.log").toString();
        var file = new FileHandler(path.replace("%", "%%")); // a single % has another meaning in a pattern
        file.setEncoding("UTF-8");
        file.setFormatter(new SimpleFormatter());
        var root = Logger.getLogger("");
        root.addHandler(file);
        root.setLevel(Level.INFO);
    }
}
