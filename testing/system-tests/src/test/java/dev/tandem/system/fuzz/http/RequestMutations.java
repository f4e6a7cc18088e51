package dev.tandem.system.fuzz.http;

import static dev.tandem.system.fuzz.values.Expectation.INVALID;
import static dev.tandem.system.fuzz.values.Expectation.OPEN;
import static dev.tandem.system.fuzz.values.Expectation.UNPARSEABLE;
import static dev.tandem.system.fuzz.values.Expectation.VALID;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.system.fuzz.http.HttpCase.Framing;
import dev.tandem.system.fuzz.http.HttpCase.Header;
import dev.tandem.system.fuzz.values.Expectation;
import dev.tandem.system.fuzz.values.NastyTexts;
import dev.tandem.system.fuzz.values.SeededRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Makes requests wrong in ways other than their values. */
public final class RequestMutations {

    private static final List<String> HEADERS = List.of(
            "Prefer",
            "Idempotency-Key",
            "If-None-Match",
            "If-Match",
            "API-Version",
            "correlation-id",
            "traceparent",
            "tracestate",
            "Time-Left-Ms",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Range",
            "Cookie",
            "Forwarded",
            "X-Forwarded-For",
            "X-HTTP-Method-Override",
            "Origin",
            "Referer",
            "Authorization");

    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get");

    private static final List<String> PATHS = List.of(
            "/",
            "/api",
            "/api/",
            "/nothing",
            "/api/orders/",
            "//api//orders",
            "/internal",
            "/error",
            "/actuator/env",
            "/actuator/heapdump",
            "/api/orders;a=b",
            "/api/./orders",
            "/WEB-INF/web.xml",
            "/favicon.ico",
            "/api/orders.json");

    /**
     * One way to change a request.
     *
     * @param fits whether it can be applied to such a request
     */
    record Trick(String idea, Predicate<Draft> fits, Expectation expectation, BiConsumer<Draft, SeededRandom> play) {}

    private static final List<Trick> ALL = List.of(
            withBody(
                    "JSON that breaks off",
                    INVALID,
                    (draft, random) ->
                            draft.setBody(Arrays.copyOf(draft.body, random.below(Math.max(1, draft.body.length))))),
            withBody(
                    "a body of any bytes",
                    INVALID,
                    (draft, random) -> draft.setBody(random.bytes(random.between(1, 300)))),
            withBody(
                    "a byte that is not UTF-8",
                    OPEN,
                    (draft, random) -> draft.body[random.below(draft.body.length)] = (byte) 0xC3),
            withBody("UTF-16", OPEN, (draft, _) -> draft.setBody(new String(draft.body, UTF_8).getBytes(UTF_16BE))),
            withBody("Latin-1", OPEN, (draft, _) -> draft.setBody(new String(draft.body, UTF_8).getBytes(ISO_8859_1))),
            withBody(
                    "a byte order mark",
                    OPEN,
                    (draft, _) -> draft.setBody(("\uFEFF" + new String(draft.body, UTF_8)).getBytes(UTF_8))),
            withBody(
                    "two documents",
                    OPEN,
                    (draft, _) -> draft.setBody(
                            new String(draft.body, UTF_8).repeat(2).getBytes(UTF_8))),
            withBody(
                    "another content type",
                    INVALID,
                    (draft, random) -> draft.setHeader(
                            "Content-Type",
                            random.any(List.of(
                                    "text/plain",
                                    "application/xml",
                                    "application/x-www-form-urlencoded",
                                    "garbage",
                                    "multipart/form-data")))),
            withBody(
                    "another charset",
                    OPEN,
                    (draft, random) -> draft.setHeader(
                            "Content-Type",
                            "application/json;charset=" + random.any(List.of("utf-16", "latin1", "none", "\"")))),
            withBody(
                    "no content type",
                    INVALID,
                    (draft, _) -> draft.headers.removeIf(header -> header.name().equals("Content-Type"))),
            withBody("no body", INVALID, (draft, _) -> {
                draft.body = new byte[0];
                draft.framing = Framing.NONE;
            }),
            withBody("chunks", VALID, (draft, _) -> draft.framing = Framing.CHUNKED),
            withBody(
                    "an oversize body",
                    OPEN,
                    (draft, random) -> draft.setBody(
                            (" ".repeat(random.between(60_000, 3_000_000)) + new String(draft.body, UTF_8))
                                    .getBytes(UTF_8))),
            withBody("too much length", UNPARSEABLE, (draft, _) -> draft.framing = Framing.TOO_LONG),
            withBody("too little length", INVALID, (draft, _) -> draft.framing = Framing.TOO_SHORT),
            withBody("two lengths", UNPARSEABLE, (draft, _) -> draft.framing = Framing.TWICE),
            withBody("no chunk", UNPARSEABLE, (draft, _) -> draft.framing = Framing.BROKEN_CHUNK),
            on(draft -> !draft.hasBody(), "a body that nobody asked for", OPEN, (draft, _) -> {
                draft.setHeader("Content-Type", "application/json");
                draft.setBody("{\"a\": 1}".getBytes(UTF_8));
            }),
            always("a length that is none", UNPARSEABLE, (draft, _) -> draft.framing = Framing.NONSENSE),
            always("another method", OPEN, (draft, random) -> draft.method = random.any(METHODS)),
            always("another path", OPEN, (draft, random) -> draft.path = random.any(PATHS)),
            always(
                    "a longer path",
                    OPEN,
                    (draft, random) ->
                            draft.path += "/" + Draft.encoded(random.uuid().toString())),
            always("an endless path", UNPARSEABLE, (draft, _) -> draft.path += "/x".repeat(5_000)),
            always(
                    "a long query",
                    OPEN,
                    (draft, random) -> draft.addToQuery("x", "y".repeat(random.between(100, 6_000)))),
            always("a thousand parameters", OPEN, (draft, random) -> {
                for (var i = 0; i < 1_200; i++) {
                    draft.query += (draft.query.isEmpty() ? "?" : "&") + "a=1";
                }
            }),
            always(
                    "garbled escapes in the path",
                    UNPARSEABLE,
                    (draft, random) -> draft.path += random.any(
                            List.of("%zz", "%00", "%", "%c3", "%2F", "%5c..", "%u0041", "/%2e%2e/%2e%2e/%2e%2e"))),
            always(
                    "garbled escapes in the query",
                    OPEN,
                    (draft, random) -> draft.query += (draft.query.isEmpty() ? "?" : "&")
                            + random.any(List.of(
                                    "limit=%zz",
                                    "a=%00", "%=%", "customerId=%c3%28", "sku=%ff", "&&&=&=", "orderId=%"))),
            always(
                    "what is no target",
                    UNPARSEABLE,
                    (draft, random) -> draft.path += random.any(
                            List.of(" a b", "{id}", "<b>", "\"", "\\", "|", "^", "\u00fc", "\u0001", "\n\n"))),
            on(
                    draft -> !draft.query.isEmpty(),
                    "parameters that come twice",
                    OPEN,
                    (draft, _) -> draft.query += "&" + draft.query.substring(1)),
            always(
                    "a hostile header",
                    OPEN,
                    (draft, random) -> draft.setHeader(random.any(HEADERS), headerText(random))),
            always("hostile headers", OPEN, (draft, random) -> {
                for (var i = 0; i < 8; i++) {
                    draft.setHeader(random.any(HEADERS), headerText(random));
                }
            }),
            always("a header that comes twice", OPEN, (draft, random) -> {
                var name = random.any(HEADERS);
                draft.headers.add(new Header(name, headerText(random)));
                draft.headers.add(new Header(name, headerText(random)));
            }),
            always(
                    "a trace that is none",
                    VALID,
                    (draft, random) -> draft.setHeader(
                            "traceparent",
                            random.any(
                                    List.of("00-0-0-00", "ff-" + "f".repeat(32) + "-" + "0".repeat(16) + "-01", "x")))),
            always(
                    "what was not answered in time",
                    OPEN,
                    (draft, random) -> draft.setHeader(
                            "Time-Left-Ms",
                            random.any(List.of("0", "-5", "1", "20", "999999999", "9999999999", "soon")))),
            always(
                    "what nobody can produce",
                    OPEN,
                    (draft, random) -> draft.setHeader(
                            "Accept",
                            random.any(List.of(
                                    "application/xml",
                                    "text/html",
                                    "image/png;q=0",
                                    "garbage",
                                    "*/*;q=2",
                                    "application/problem+json")))),
            always(
                    "a version that there is not",
                    OPEN,
                    (draft, random) -> draft.setHeader(
                            "API-Version", random.any(List.of("0", "99", "1.x", "-1", "1.0.0.0.0", "2")))),
            always("a header with a control character", UNPARSEABLE, (draft, _) -> draft.setHeader("X-A", "a\u0000b")),
            always("a header without a name", UNPARSEABLE, (draft, _) -> draft.headers.add(new Header("", "x"))),
            always("an endless header", UNPARSEABLE, (draft, _) -> draft.setHeader("X-A", "x".repeat(20_000))),
            always("a hundred headers", UNPARSEABLE, (draft, _) -> {
                for (var i = 0; i < 120; i++) {
                    draft.headers.add(new Header("X-" + i, "x"));
                }
            }),
            always(
                    "a coding that there is not",
                    UNPARSEABLE,
                    (draft, _) -> draft.setHeader("Transfer-Encoding", "cow")),
            always("another protocol", OPEN, (draft, _) -> draft.setHeader("Upgrade", "h2c")),
            always("two hosts", UNPARSEABLE, (draft, _) -> draft.headers.add(new Header("Host", "example.com"))));

    private RequestMutations() {}

    public static List<String> ideas() {
        return ALL.stream().map(Trick::idea).toList();
    }

    static Trick any(SeededRandom random, Draft draft) {
        return random.any(ALL.stream().filter(trick -> trick.fits().test(draft)).toList());
    }

    private static Trick always(String idea, Expectation expectation, BiConsumer<Draft, SeededRandom> play) {
        return on(_ -> true, idea, expectation, play);
    }

    private static Trick withBody(String idea, Expectation expectation, BiConsumer<Draft, SeededRandom> play) {
        return on(Draft::hasBody, idea, expectation, play);
    }

    private static Trick on(
            Predicate<Draft> fits, String idea, Expectation expectation, BiConsumer<Draft, SeededRandom> play) {
        return new Trick(idea, fits, expectation, play);
    }

    /** Any characters except those that would end the header. */
    private static String headerText(SeededRandom random) {
        return NastyTexts.any(random)
                .codePoints()
                .filter(c -> c >= ' ' && c != 127)
                .limit(4_000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
