package dev.tandem.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Text files of this module. */
final class Resources {

    private Resources() {}

    static String text(String name) {
        try (var file = Resources.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
