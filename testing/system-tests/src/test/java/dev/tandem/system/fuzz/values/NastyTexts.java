package dev.tandem.system.fuzz.values;

import java.util.List;

/** Texts that have broken programs before. */
public final class NastyTexts {

    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\t",
            "line\r\nbreak",
            "a@example.com\r\nBcc: all@example.com",
            "\u001b[31mred",
            "\u0085\u2028\u2029",
            "\ud800",
            "\udc00\ud800",
            "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\u202Etxt.exe",
            "\u0627\u0644\u0639\u0631\u0628\u064A\u0629",
            "e\u0301\u0301\u0301\u0301\u0301",
            "\uFEFFbom",
            "\uFFFE\uFFFF",
            "\u00df\u0130\u0131",
            "' OR '1'='1",
            "'; drop table orders; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}${7*7}{{7*7}}",
            "%n%s%x%d",
            "../../etc/passwd",
            "null",
            "NaN",
            "-1",
            "1e400",
            "\"",
            "\\",
            "{}",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "1-1-1-1-1",
            "3f8a7f5e-0c39-4f0b-9a8b-6f0b1f6f2c1",
            "2026-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "a@b",
            "@",
            "a@[127.0.0.1]",
            "\"quoted\"@example.com");

    private NastyTexts() {}

    public static String any(SeededRandom random) {
        return switch (random.below(10)) {
            case 0 -> "x".repeat(random.any(List.of(64, 65, 255, 256, 4_000, 70_000)));
            case 1 -> anyCharacters(random, random.between(1, 40));
            case 2 -> random.any(KNOWN).repeat(random.between(2, 60));
            default -> random.any(KNOWN);
        };
    }

    /** Characters of all planes and classes, unassigned ones included. */
    static String anyCharacters(SeededRandom random, int count) {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.appendCodePoint(random.percent(50) ? random.below(0x300) : random.below(Character.MAX_CODE_POINT + 1));
        }
        return text.toString();
    }
}
