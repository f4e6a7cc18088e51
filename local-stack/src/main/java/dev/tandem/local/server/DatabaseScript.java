package dev.tandem.local.server;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The script that creates the databases and the roles of all services; {@code psql} can run it, too. */
public final class DatabaseScript {

    /** A string literal whose value is in a variable of {@code psql}: {@code :'orders'}. */
    private static final Pattern PASSWORD = Pattern.compile(":'(\\w+)'");

    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\n");

    private DatabaseScript() {}

    /** The roles that get a password. */
    public static List<String> roles() {
        return PASSWORD.matcher(text()).results().map(role -> role.group(1)).toList();
    }

    /** The statements, each to be run outside any transaction, with a password for each role. */
    public static List<String> statements(UnaryOperator<String> passwords) {
        var script = PASSWORD.matcher(text())
                .replaceAll(role -> Matcher.quoteReplacement(literal(passwords.apply(role.group(1)))));
        return List.of(script.strip().split(";\\s*"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String text() {
        return COMMENT.matcher(Resources.text("databases.sql")).replaceAll("");
    }
}
