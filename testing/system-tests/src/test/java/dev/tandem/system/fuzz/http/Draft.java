package dev.tandem.system.fuzz.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.system.fuzz.http.ApiDocument.Operation;
import dev.tandem.system.fuzz.http.HttpCase.Framing;
import dev.tandem.system.fuzz.http.HttpCase.Header;
import dev.tandem.system.fuzz.values.Expectation;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** A request under construction; it starts as one that the contract allows. */
final class Draft {

    final Operation operation;
    final List<Header> headers = new ArrayList<>();
    String method;
    String path;
    String query = "";
    byte[] body = {};
    Framing framing = Framing.NONE;
    Expectation expectation = Expectation.VALID;

    Draft(Operation operation) {
        this.operation = operation;
        this.method = operation.method();
        this.path = operation.path();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    void addToQuery(String name, String value) {
        query += (query.isEmpty() ? "?" : "&") + encoded(name) + "=" + encoded(value);
    }

    void setHeader(String name, String value) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        headers.add(new Header(name, value));
    }

    void setBody(byte[] bytes) {
        body = bytes;
        framing = Framing.LENGTH;
    }

    boolean hasBody() {
        return operation.body() != null;
    }

    /** Lowers the expectation of the request to that of one of its parts, if that is worse. */
    void expect(Expectation ofPart) {
        if (ofPart.compareTo(expectation) > 0) {
            expectation = ofPart;
        }
    }

    HttpCase finish(long seed, String service, String idea) {
        return new HttpCase(
                seed, service, method, path + query, List.copyOf(headers), body, framing, expectation, idea);
    }
}
