package dev.tandem.system.fuzz.values;

import java.util.List;
import java.util.Map;

/** Values that mean something to the services, by the names of their fields: a schema cannot know them. */
public final class Vocabulary {

    /** No generated case uses this product, so that enough of it is left for real customers. */
    public static final String KEPT = "BOOK-SAGAS";

    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry(
                    "sku", List.of("MUG-BLUE", "MUG-RED", "PEN-BLACK", "STICKER-TANDEM", "MUG-GOLD", "NO-SUCH-THING")),
            Map.entry("token", List.of("tok_visa", "tok_visa", "tok_visa", "tok_declined", "tok_fraud", "tok_mine")),
            Map.entry("sealedToken", List.of("not-sealed-by-anybody")),
            Map.entry("currency", List.of("EUR", "EUR", "EUR", "EUR", "EUR", "EUR", "JPY", "ZZZ", "XXX")),
            Map.entry("email", List.of("ada@example.com", "o'neil+tag@sub.example.org", "grüße@example.com")),
            Map.entry("customerId", List.of("ada", "grace hopper", "Ünïcödé", "x")),
            Map.entry("operator", List.of("grace")),
            Map.entry("reason", List.of("because", "DECLINED")),
            Map.entry("state", List.of("DEAD", "WAITING")),
            Map.entry("Prefer", List.of("wait=1", "respond-async", "respond-async, wait=1", "handling=lenient")),
            Map.entry("API-Version", List.of("1", "1.0")));

    private Vocabulary() {}

    /** The values for a field; empty if its name has no meaning. */
    static List<String> of(String name) {
        return WORDS.getOrDefault(name, List.of());
    }
}
