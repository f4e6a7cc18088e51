package dev.tandem.system.fuzz.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.system.fuzz.values.Expectation;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;

/**
 * A request, down to its bytes, which need not be valid HTTP.
 *
 * @param seed generates the same request again
 * @param service by its short name, such as {@code order}
 * @param target path and query, as in the request line
 * @param headers without those that give the length of the body
 * @param idea what is special about it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpCase(
        long seed,
        String service,
        String method,
        String target,
        List<Header> headers,
        byte[] body,
        Framing framing,
        Expectation expectation,
        String idea) {

    /** A placeholder in targets and bodies, which the id of an existing order replaces. */
    public static final String KNOWN_ORDER = "0rder-1d-0f-an-0rder-that-there-is";

    private static final int SHOWN = 2_000;

    public record Header(String name, String value) {}

    /** How the request marks the end of its body. */
    public enum Framing {
        /** There is no body. */
        NONE,
        LENGTH,
        CHUNKED,
        /** The stated length is more than follows. */
        TOO_LONG,
        /** The stated length is less than follows. */
        TOO_SHORT,
        /** There are two lengths. */
        TWICE,
        /** The length is not a number. */
        NONSENSE,
        /** The length of a chunk is not a number. */
        BROKEN_CHUNK
    }

    public byte[] bytes(String knownOrder) {
        var sent = new ByteArrayOutputStream();
        sent.writeBytes("%s %s HTTP/1.1\r\n"
                .formatted(method, target.replace(KNOWN_ORDER, knownOrder))
                .getBytes(UTF_8));
        sent.writeBytes("Host: localhost\r\nConnection: close\r\n".getBytes(UTF_8));
        headers.forEach(header -> sent.writeBytes((header.name() + ": " + header.value() + "\r\n").getBytes(UTF_8)));
        sent.writeBytes((lengths() + "\r\n").getBytes(UTF_8));
        sent.writeBytes(
                switch (framing) {
                    case NONE -> new byte[0];
                    case LENGTH, TOO_LONG, TOO_SHORT, TWICE, NONSENSE -> body;
                    case CHUNKED -> chunked(Integer.toHexString(body.length));
                    case BROKEN_CHUNK -> chunked("-zz");
                });
        return sent.toByteArray();
    }

    private String lengths() {
        return switch (framing) {
            case NONE -> "";
            case LENGTH -> length(body.length);
            case TOO_LONG -> length(body.length + 10L);
            case TOO_SHORT -> length(body.length / 2);
            case TWICE -> length(body.length) + length(body.length + 1L);
            case NONSENSE -> "Content-Length: -12abc\r\n";
            case CHUNKED, BROKEN_CHUNK -> "Transfer-Encoding: chunked\r\n";
        };
    }

    private static String length(long length) {
        return "Content-Length: " + length + "\r\n";
    }

    private byte[] chunked(String length) {
        var chunks = new ByteArrayOutputStream();
        if (body.length > 0) {
            chunks.writeBytes((length + "\r\n").getBytes(UTF_8));
            chunks.writeBytes(body);
            chunks.writeBytes("\r\n".getBytes(UTF_8));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return chunks.toByteArray();
    }

    /** A readable form, which may be shortened. */
    @Override
    public String toString() {
        var text = new String(bytes(KNOWN_ORDER), ISO_8859_1);
        var shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "… (%d bytes)".formatted(text.length()) : text;
        return "seed %d, %s-service, %s, the contract says %s%n%s"
                .formatted(seed, service, idea, expectation, visible(shown));
    }

    public static String visible(String text) {
        var visible = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\n' || (c >= ' ' && c < 127)) {
                visible.append((char) c);
            } else if (c != '\r') {
                visible.append("\\x%02x".formatted(c));
            }
        });
        return visible.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpCase that && seed == that.seed && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed);
    }
}
