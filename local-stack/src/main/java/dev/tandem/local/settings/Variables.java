package dev.tandem.local.settings;

import dev.tandem.local.console.LaunchException;
import java.util.Map;

/** The environment variables that change the stack. A blank one counts as absent. */
record Variables(Map<String, String> environment) {

    String text(String name, String otherwise) {
        var value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }

    /** @throws LaunchException if the value is not a port number */
    int port(String name, int otherwise) {
        var value = text(name, "" + otherwise);
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > 65535) {
            throw new LaunchException(name + "=" + value + " is not a port: give a number from 1 to 65535");
        }
        return Integer.parseInt(value);
    }

    /** @throws LaunchException if the value is not a number of seconds */
    long seconds(String name, String otherwise) {
        var value = text(name, otherwise);
        if (!value.matches("[0-9]{1,6}")) {
            throw new LaunchException(name + "=" + value + " is not a time: give a number of seconds");
        }
        return Long.parseLong(value);
    }
}
