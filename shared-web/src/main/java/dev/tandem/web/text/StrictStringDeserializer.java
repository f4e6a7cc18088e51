package dev.tandem.web.text;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads strings that are {@link PlainText}, and refuses other strings and other types of values. */
public final class StrictStringDeserializer extends StdScalarDeserializer<String> {

    private final boolean anyScalar;

    public StrictStringDeserializer() {
        this(false);
    }

    private StrictStringDeserializer(boolean anyScalar) {
        super(String.class);
        this.anyScalar = anyScalar;
    }

    /**
     * Spring Boot first reads the body of an actuator's operation as a map of strings, and only then converts their
     * types.
     */
    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        return property == null ? new StrictStringDeserializer(true) : this;
    }

    @Override
    public String deserialize(JsonParser json, DeserializationContext context) {
        if (!isText(json)) {
            return (String) context.handleUnexpectedToken(getValueType(context), json);
        }
        var text = json.getString();
        if (!PlainText.isPlain(text)) {
            throw context.weirdStringException(text, String.class, "not plain text");
        }
        return text;
    }

    private boolean isText(JsonParser json) {
        return anyScalar ? json.currentToken().isScalarValue() : json.hasToken(JsonToken.VALUE_STRING);
    }
}
