package dev.tandem.system.fuzz.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tandem.system.fuzz.http.ApiDocument.Operation;
import dev.tandem.system.fuzz.http.ApiDocument.Parameter;
import dev.tandem.system.fuzz.values.AllowedRefusals;
import dev.tandem.system.fuzz.values.Expectation;
import dev.tandem.system.fuzz.values.Mutations;
import dev.tandem.system.fuzz.values.NastyTexts;
import dev.tandem.system.fuzz.values.SeededRandom;
import dev.tandem.system.fuzz.values.Shape;
import dev.tandem.system.fuzz.values.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Generates requests from the OpenAPI documents: some that they allow, and more that they do not. */
public final class RequestMaker {

    /** Services whose requests may name existing orders; the others' requests must not affect them. */
    private static final Set<String> OF_ORDERS = Set.of("order", "notification");

    private static final Set<String> ORDER_IDS = Set.of("id", "orderId", "after");

    private final List<Known> business;
    private final List<Known> others;

    /**
     * A generator for all services.
     *
     * @param services the document of each service, by its name
     * @param operators the operators' operations of every service
     * @param paymentOperators the additional ones of payment-service
     */
    public RequestMaker(Map<String, ApiDocument> services, ApiDocument operators, ApiDocument paymentOperators) {
        this.business = services.entrySet().stream()
                .flatMap(each -> known(each.getKey(), each.getValue()))
                .toList();
        this.others = services.keySet().stream()
                .map(service -> known(service, operators))
                .reduce(known("payment", paymentOperators), Stream::concat)
                .toList();
    }

    private record Known(String service, Operation operation) {}

    private static Stream<Known> known(String service, ApiDocument document) {
        return document.operations().stream().map(operation -> new Known(service, operation));
    }

    /** Generates a request, the same one for the same seed. */
    public HttpCase make(long seed) {
        var random = new SeededRandom(seed);
        var chosen = random.any(random.percent(75) ? business : others);
        var draft = new Draft(chosen.operation());
        var knowsOrders = OF_ORDERS.contains(chosen.service());
        var kind = random.below(100);
        var spoiled = kind >= 20 && kind < 65;
        var parameters = chosen.operation().parameters();
        var spoilsParameter = spoiled && !parameters.isEmpty() && (!draft.hasBody() || random.percent(25));
        var toSpoil = spoilsParameter ? random.any(parameters) : null;
        parameters.forEach(parameter -> fill(draft, parameter, parameter.equals(toSpoil), knowsOrders, random));
        fillBody(draft, spoiled && !spoilsParameter, random);
        var idea = kind < 20 ? "as it should be" : "a spoiled " + (spoilsParameter ? "parameter" : "body");
        if (kind >= 65) {
            var trick = RequestMutations.any(random, draft);
            trick.play().accept(draft, random);
            draft.expect(trick.expectation());
            idea = trick.idea();
        }
        return draft.finish(seed, chosen.service(), idea);
    }

    private void fill(Draft draft, Parameter parameter, boolean spoil, boolean knowsOrders, SeededRandom random) {
        if (!spoil && !parameter.required() && random.percent(50)) {
            return;
        }
        var value = spoil ? NastyTexts.any(random) : value(parameter, knowsOrders, random);
        switch (parameter.in()) {
            case "path" -> {
                draft.path = draft.path.replace("{" + parameter.name() + "}", Draft.encoded(value));
                draft.expect(spoil ? expectedOfPath(parameter, value) : Expectation.VALID);
            }
            case "query" -> {
                draft.addToQuery(parameter.name(), value);
                draft.expect(spoil ? expected(parameter, value) : Expectation.VALID);
            }
            case "header" -> {
                draft.setHeader(parameter.name(), value.replaceAll("\\p{Cntrl}", ""));
                draft.expect(spoil ? Expectation.OPEN : Expectation.VALID);
            }
            case String unknown -> throw new IllegalArgumentException("a parameter in " + unknown);
        }
    }

    private static String value(Parameter parameter, boolean knowsOrders, SeededRandom random) {
        var isOrder = ORDER_IDS.contains(parameter.name())
                && parameter.shape().format().equals("uuid");
        if (knowsOrders && isOrder && random.percent(60)) {
            return HttpCase.KNOWN_ORDER;
        }
        var value = new Values(random).of(parameter.shape(), parameter.name());
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString();
    }

    /**
     * The expectation of a path parameter. A server refuses some characters in any path, before they count as a
     * parameter.
     */
    private static Expectation expectedOfPath(Parameter parameter, String value) {
        if (value.contains("\u0000") || value.contains("/") || value.contains("\\") || value.length() > 2_000) {
            return Expectation.UNPARSEABLE;
        }
        return value.isEmpty() ? Expectation.OPEN : expected(parameter, value);
    }

    private static Expectation expected(Parameter parameter, String value) {
        if (value.length() > 2_000) {
            return Expectation.UNPARSEABLE;
        }
        // Spring, too, treats a blank value as absent.
        if (value.trim().isEmpty() || parameter.shape().type().equals("array")) {
            return Expectation.OPEN;
        }
        var isNumber = parameter.shape().type().equals("integer") && value.matches("-?\\d{1,18}");
        var json = Mutations.read((isNumber ? value : Mutations.text(Mutations.textNode(value))).getBytes(UTF_8));
        if (!parameter.shape().admits(requireNonNull(json))) {
            return Expectation.INVALID;
        }
        return AllowedRefusals.isOdd(value) ? Expectation.OPEN : Expectation.VALID;
    }

    private static void fillBody(Draft draft, boolean spoil, SeededRandom random) {
        var shape = draft.operation.body();
        if (shape == null) {
            return;
        }
        var document = new Values(random).of(shape, "");
        var text = (spoil ? new Mutations(random).spoil(document, shape) : Mutations.text(document)).getBytes(UTF_8);
        draft.setHeader("Content-Type", "application/json");
        draft.setBody(text);
        draft.expect(expected(shape, text));
    }

    private static Expectation expected(Shape shape, byte[] text) {
        var json = Mutations.read(text);
        if (json != null && AllowedRefusals.leaves(json).anyMatch(AllowedRefusals::isInfinite)) {
            return Expectation.OPEN;
        }
        if (json == null || !shape.admits(json)) {
            return Expectation.INVALID;
        }
        return AllowedRefusals.measure(text) || AllowedRefusals.schemas(json) ? Expectation.OPEN : Expectation.VALID;
    }
}
