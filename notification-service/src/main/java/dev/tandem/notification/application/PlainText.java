package dev.tandem.notification.application;

import java.util.regex.Pattern;

/** Makes untrusted text safe for a database, a log line and a page. */
public final class PlainText {

    /** PostgreSQL cannot store the zero character, and half of a surrogate pair becomes a question mark there. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    /**
     * Control characters, line breaks and characters that reverse the direction of text; not those that join
     * characters.
     */
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\p{IsJoin_Control}]]+");

    private static final String REPLACEMENT_CHARACTER = "\uFFFD";

    private PlainText() {}

    /** The text on one line: a space replaces unreadable characters. */
    public static String oneLine(String text) {
        return UNREADABLE.matcher(text).replaceAll(" ");
    }

    /** As {@link #oneLine(String)}, with at most the given number of characters (code points). */
    public static String oneLine(String text, int longest) {
        return oneLine(text)
                .codePoints()
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text with a replacement character for each one that cannot be stored, so that its meaning never changes. */
    static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll(REPLACEMENT_CHARACTER);
    }
}
