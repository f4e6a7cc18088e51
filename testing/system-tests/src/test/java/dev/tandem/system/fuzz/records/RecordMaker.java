package dev.tandem.system.fuzz.records;

import static dev.tandem.system.fuzz.records.RecordCase.header;
import static dev.tandem.system.fuzz.values.Expectation.INVALID;
import static dev.tandem.system.fuzz.values.Expectation.OPEN;
import static dev.tandem.system.fuzz.values.Expectation.VALID;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.system.fuzz.records.MessageSchemas.Kind;
import dev.tandem.system.fuzz.values.AllowedRefusals;
import dev.tandem.system.fuzz.values.Expectation;
import dev.tandem.system.fuzz.values.Mutations;
import dev.tandem.system.fuzz.values.NastyTexts;
import dev.tandem.system.fuzz.values.SeededRandom;
import dev.tandem.system.fuzz.values.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generates records from the schemas of the messages. They are never about an existing order: services trust any
 * producer, which could confirm or cancel any order.
 */
public final class RecordMaker {

    /**
     * Some records share their subject, so that some wait behind others and related records meet. There are
     * reservations and payments for these.
     */
    public static final List<UUID> SHARED = LongStream.range(0, 200)
            .mapToObj(i -> new SeededRandom(-1 - i).uuid())
            .toList();

    /**
     * An order that was never reserved cannot be confirmed: such an event is tried ten times, like one from a real
     * service.
     */
    private static final String NEEDS_A_RESERVATION = "order.confirmed.";

    /** Just below the limit of Kafka, and far above the size of any real message. */
    private static final int HUGE = 1_000_000;

    private static final List<String> TIMES = List.of(
            "yesterday",
            "",
            "0",
            "2026-13-45T99:99:99Z",
            "2026-01-02",
            "1970-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "2026-01-02T03:04:05+14:00",
            "\u0000");

    private static final List<String> TYPES = List.of(
            "order.shipped.v1",
            "order.confirmed.v99",
            "ORDER.CONFIRMED.V1",
            "",
            "\u0000",
            "x".repeat(5_000),
            "java.lang.Runtime");

    private final List<Kind> kinds;

    public RecordMaker(List<Kind> kinds) {
        this.kinds = kinds;
    }

    /** Generates a record, the same one for the same seed. */
    public RecordCase make(long seed) {
        var random = new SeededRandom(seed);
        var kind = random.any(kinds);
        return new Writing(random, kind).finish(seed);
    }

    /** A record under construction; it starts as one that the contract allows. */
    private final class Writing {

        private final SeededRandom random;
        private final Kind kind;
        private final UUID subject;
        private final List<Header> headers = new ArrayList<>();
        private @Nullable String id;
        private @Nullable String type;
        private byte @Nullable [] key;
        private byte @Nullable [] value;
        private Expectation expectation = VALID;
        private String idea = "as it should be";

        Writing(SeededRandom random, Kind kind) {
            this.random = random;
            this.kind = kind;
            this.subject = kind.type().startsWith(NEEDS_A_RESERVATION) || random.percent(10)
                    ? random.any(SHARED)
                    : random.uuid();
            this.id = random.uuid().toString();
            this.type = kind.type();
            this.key = subject.toString().getBytes(UTF_8);
        }

        RecordCase finish(long seed) {
            var document = new Values(random).of(kind.shape(), "");
            ((ObjectNode) document).put("orderId", subject.toString());
            value = Mutations.text(document).getBytes(UTF_8);
            expectation = AllowedRefusals.schemas(document) ? OPEN : VALID;
            var what = random.below(100);
            if (what < 40) {
                idea = "a spoiled value";
                value = new Mutations(random).spoil(document, kind.shape()).getBytes(UTF_8);
                expectation = expected();
            } else if (what < 62) {
                replaceValue(document);
            }
            var spoilsHeaders = random.percent(what < 62 ? 8 : 60);
            addHeaders(spoilsHeaders);
            // Otherwise nearly all records would wait behind a dead letter.
            if (random.percent(what < 62 || spoilsHeaders ? 90 : 10)) {
                replaceKey();
            }
            var known = kinds.stream()
                    .anyMatch(each ->
                            each.topic().equals(kind.topic()) && each.type().equals(type));
            return new RecordCase(seed, kind.topic(), key, value, headers, id, type, known, expectation, idea);
        }

        private Expectation expected() {
            var json = value == null ? null : Mutations.read(value);
            if (json == null || !kind.shape().admits(json)) {
                return INVALID;
            }
            // A consumer may have rules that the schema does not state.
            return OPEN;
        }

        private void replaceValue(JsonNode document) {
            var bytes = Mutations.text(document).getBytes(UTF_8);
            expectation = INVALID;
            switch (random.below(9)) {
                case 0 -> value("a tombstone", null);
                case 1 -> value("nothing", new byte[0]);
                case 2 -> value("any bytes", random.bytes(random.between(1, 400)));
                case 3 -> value("JSON that breaks off", Arrays.copyOf(bytes, random.below(bytes.length)));
                case 4 ->
                    value(
                            "Latin-1",
                            Mutations.text(document)
                                    .replace("\"orderId\"", "\"\u00e9\"")
                                    .getBytes(ISO_8859_1));
                case 5 -> {
                    value("UTF-16", Mutations.text(document).getBytes(UTF_16));
                    expectation = OPEN;
                }
                case 6 -> {
                    value("two documents", Mutations.text(document).repeat(2).getBytes(UTF_8));
                    expectation = OPEN;
                }
                case 7 ->
                    value(
                            "a bare value",
                            random.any(List.of("null", "42", "\"x\"", "[]", "{}"))
                                    .getBytes(UTF_8));
                default -> {
                    if (random.percent(10)) {
                        value(
                                "a huge text",
                                Mutations.text(((ObjectNode) document).put("extra", "x".repeat(HUGE - 5_000)))
                                        .getBytes(UTF_8));
                        expectation = OPEN;
                    } else {
                        value("deep nesting", "[".repeat(2_000).getBytes(UTF_8));
                    }
                }
            }
        }

        private void value(String what, byte @Nullable [] bytes) {
            idea = what;
            value = bytes;
        }

        private void replaceKey() {
            switch (random.below(12)) {
                case 0 -> key = null;
                case 1 -> key = new byte[0];
                case 2 -> key = random.bytes(random.between(1, 40));
                case 3 -> key = NastyTexts.any(random).getBytes(UTF_8);
                case 4 -> key = random.any(SHARED).toString().getBytes(UTF_8);
                default -> key = random.uuid().toString().getBytes(UTF_8);
            }
        }

        private void addHeaders(boolean spoiled) {
            headers.addAll(List.of(
                    header("ce_specversion", "1.0"),
                    header("ce_id", String.valueOf(id)),
                    header("ce_type", kind.type()),
                    header("ce_source", "fuzz"),
                    header("ce_subject", subject.toString()),
                    header("ce_time", "2026-11-21T12:00:00Z"),
                    header("content-type", "application/json")));
            if (spoiled) {
                spoilHeaders();
            }
        }

        private void spoilHeaders() {
            switch (random.below(12)) {
                case 0 -> remove("ce_type");
                case 1 -> remove("ce_id");
                case 2 -> without("ce_time");
                case 3 -> replace("ce_time", random.any(TIMES));
                case 4 -> retype(random.any(TYPES));
                case 5 -> retype(random.any(kinds).type());
                case 6 -> {
                    reidentify(random.any(List.of("", "\u0000", "a\u0000b", "x".repeat(4_000))));
                    note("which is none", INVALID);
                }
                case 7 ->
                    reidentify(random.any(List.of(random.any(SHARED).toString(), "\uD83D\uDE00", "' or 1=1", " ")));
                case 8 -> replace(random.any(List.of("traceparent", "correlation-id")), NastyTexts.any(random));
                case 9 -> headers.add(new RecordHeader("nothing", (byte[]) null));
                case 10 -> headers.add(new RecordHeader("bytes", random.bytes(random.any(List.of(10, 10_000)))));
                default -> headers.add(header("ce_subject", NastyTexts.any(random)));
            }
        }

        private void without(String name) {
            headers.removeIf(header -> header.key().equals(name));
            note("no " + name, expectation);
        }

        private void remove(String name) {
            without(name);
            if (name.equals("ce_type")) {
                type = null;
            } else {
                id = null;
            }
            note("no " + name, INVALID);
        }

        private void replace(String name, String text) {
            headers.removeIf(header -> header.key().equals(name));
            headers.add(header(name, text));
            note("another " + name, expectation == VALID ? OPEN : expectation);
        }

        private void retype(String other) {
            replace("ce_type", other);
            type = other;
            note("another ce_type", OPEN);
        }

        private void reidentify(String other) {
            replace("ce_id", other);
            id = other;
        }

        private void note(String what, Expectation expected) {
            idea += ", " + what;
            expectation = expected;
        }
    }
}
