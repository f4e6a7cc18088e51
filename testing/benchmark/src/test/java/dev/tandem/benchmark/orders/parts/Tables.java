package dev.tandem.benchmark.orders.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The tables of the floor and the naive order: those of the services, without what only the services need. */
final class Tables {

    private Tables() {}

    /** The statements that create the tables of a database. */
    static String of(String database) {
        try (var file = requireNonNull(Tables.class.getResourceAsStream("/orders/" + database + ".sql"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
