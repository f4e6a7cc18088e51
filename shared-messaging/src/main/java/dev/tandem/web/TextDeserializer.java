package dev.tandem.web;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads texts, and nothing else as one. Refuses what no database and no other service could take: NUL, half a character. */
final class TextDeserializer extends StdScalarDeserializer<String> {

    TextDeserializer() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(getValueType(context), json);
        }
        var text = json.getString();
        if (!isWhole(text)) {
            throw context.weirdStringException(text, String.class, "not a text");
        }
        return text;
    }

    /** A surrogate that is a code point of its own has lost its other half. */
    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(character -> character == 0 || Character.getType(character) == Character.SURROGATE);
    }
}
