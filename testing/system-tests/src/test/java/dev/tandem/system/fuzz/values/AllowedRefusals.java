package dev.tandem.system.fuzz.values;

import dev.tandem.contracts.EmailAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules for some or all documents that no schema can express. */
public final class AllowedRefusals {

    private static final JsonMapper MEASURED = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxNameLength(100)
                            .maxNumberLength(40)
                            .maxStringLength(10_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern NOT_PLAIN = Pattern.compile(
            "[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private AllowedRefusals() {}

    /** Whether a document may be refused although its schema allows it. */
    public static boolean schemas(JsonNode document) {
        return namesAProductTwice(document)
                || hasTwoCurrencies(document)
                || hasUnusableAddress(document)
                || hasNoToken(document)
                || document.has("sealedToken")
                || leaves(document).anyMatch(AllowedRefusals::isOdd);
    }

    /** Whether JSON may be refused whatever its content: it is too deep, too long, or repeats a field. */
    public static boolean measure(byte[] json) {
        try {
            MEASURED.readTree(json);
            return false;
        } catch (JacksonException refused) {
            return true;
        }
    }

    /**
     * Whether a value is an {@link #isOdd odd} text, a whole number written with a fraction, or a number that is too
     * large to read.
     */
    private static boolean isOdd(JsonNode value) {
        return value.isString()
                ? isOdd(value.asString())
                : value.isFloatingPointNumber() && (value.asDouble() % 1 == 0 || isInfinite(value));
    }

    /**
     * Whether a text is not plain, or has characters of two units, which count as one in schemas and as two in Java.
     */
    public static boolean isOdd(String text) {
        return NOT_PLAIN.matcher(text).find() || text.chars().anyMatch(unit -> Character.isSurrogate((char) unit));
    }

    public static boolean isInfinite(JsonNode value) {
        return value.isFloatingPointNumber() && Double.isInfinite(value.asDouble());
    }

    public static Stream<JsonNode> leaves(JsonNode document) {
        return document.isContainer() ? document.valueStream().flatMap(AllowedRefusals::leaves) : Stream.of(document);
    }

    private static boolean namesAProductTwice(JsonNode document) {
        var skus = document.findValues("sku");
        return distinct(skus) < skus.size();
    }

    private static boolean hasTwoCurrencies(JsonNode document) {
        return distinct(document.findValues("currency")) > 1;
    }

    private static boolean hasUnusableAddress(JsonNode document) {
        return document.findValues("email").stream()
                .anyMatch(email -> EmailAddress.parse(email.asString("")).isEmpty());
    }

    /**
     * A request for a payment has one token, in one of two fields. What is sealed is a secret that a case cannot know.
     */
    private static boolean hasNoToken(JsonNode document) {
        return document.path("amount").isObject() && !document.has("orderId") && !document.has("token");
    }

    private static int distinct(Collection<JsonNode> values) {
        return new HashSet<>(values).size();
    }
}
