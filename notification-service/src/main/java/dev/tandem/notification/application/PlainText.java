package dev.tandem.notification.application;

import java.util.regex.Pattern;

/** Makes text that strangers have written fit for a database, a log line and a page. */
public final class PlainText {

    /** PostgreSQL stores no zero, and halves of characters become question marks there. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    /** Control characters, line breaks, what reverses the direction of text; not what joins characters to one. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\p{IsJoin_Control}]]+");

    private static final String REPLACEMENT_CHARACTER = "\uFFFD";

    private PlainText() {}

    /** The text on one line: a space stands in the place of all that cannot be read. */
    public static String oneLine(String text) {
        return NO_TEXT.matcher(text).replaceAll(" ");
    }

    /** As {@link #oneLine(String)}, with so many characters (code points) at most. */
    public static String oneLine(String text, int longest) {
        return oneLine(text)
                .codePoints()
                .limit(longest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text with a replacement character where it has one that cannot be stored: never a text that means another. */
    static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll(REPLACEMENT_CHARACTER);
    }
}
