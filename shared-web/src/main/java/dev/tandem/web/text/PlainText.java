package dev.tandem.web.text;

import java.util.Set;

/**
 * The rule for all text that arrives over HTTP. It refuses the Unicode categories Cc, Cs, Co, Cn, Zl and Zp, and the
 * controls of the bidirectional algorithm (UAX #9), which can make one text look like another. Joiners are allowed:
 * scripts and emoji need them. Messages that are already in Kafka follow rules of their own.
 */
public final class PlainText {

    public static final String RULE =
            "must be plain text: no control characters, line breaks, bidirectional controls, or unassigned characters";

    /** The characters with the property Bidi_Control. */
    private static final Set<Integer> BIDIRECTIONAL_CONTROLS =
            Set.of(0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069);

    private PlainText() {}

    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !BIDIRECTIONAL_CONTROLS.contains(character);
        };
    }
}
