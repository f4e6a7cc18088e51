package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;

/** Ways to make the JSON of a message unreadable, by mistake or on purpose. */
public record Poison(String name, Function<String, byte[]> spoil) {

    static Stream<Poison> of() {
        return Stream.of(
                text("no bytes", _ -> ""),
                text("blanks", _ -> "  \n"),
                text("another format", _ -> "<order/>"),
                text("null", _ -> "null"),
                text("a list", _ -> "[]"),
                text("a text", json -> "\"" + json.replace('"', '\'') + "\""),
                text("an empty object", _ -> "{}"),
                text("a part of it", json -> json.substring(0, json.length() - 1)),
                text("something behind it", json -> json + " x"),
                text("another one behind it", json -> json + json),
                text("a field twice", json -> json.replaceFirst("\\{", "{\"orderId\":\"other\",")),
                text("an unknown field twice", json -> json.replaceFirst("\\{", "{\"x\":1,\"x\":2,")),
                text("deeply nested", json -> unknown(json, "[".repeat(100_000) + "]".repeat(100_000))),
                text("nested for ever", _ -> "{\"a\":".repeat(100_000)),
                text("a number of many digits", json -> unknown(json, "9".repeat(100_000))),
                text("a number beyond a long", json -> json.replace("1295", "9".repeat(30))),
                text("a number beyond a double", json -> json.replace("1295", "1e999999999")),
                text("not a number", json -> json.replace("1295", "NaN")),
                text("a hundred thousand wrong lines", json -> json.replace("[{", "[" + "{},".repeat(100_000) + "{")),
                text("a bare zero byte", json -> json.replace("Mug", "M\0g")),
                new Poison("no UTF-8", json -> json.replace("Mug", "M\u00fcg").getBytes(StandardCharsets.ISO_8859_1)),
                new Poison("bytes", _ -> new byte[] {-1, -2, 0, 0, 127, -128, 0, 3}));
    }

    private static Poison text(String name, Function<String, String> spoil) {
        return new Poison(name, spoil.andThen(json -> json.getBytes(UTF_8)));
    }

    private static String unknown(String json, String value) {
        return json.replaceFirst("\\{", "{\"unknown\":" + value + ",");
    }

    public byte[] applied(String json) {
        return spoil.apply(json);
    }

    @Override
    public String toString() {
        return name;
    }
}
