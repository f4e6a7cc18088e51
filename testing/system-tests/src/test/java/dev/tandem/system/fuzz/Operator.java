package dev.tandem.system.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks after the dead letters of one service, over HTTP. */
final class Operator implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String service;

    Operator(int port) {
        this.service = "http://localhost:" + port + "/actuator";
    }

    /** All dead letters that wait for a decision. */
    List<Long> dead() {
        var ids = new ArrayList<Long>();
        var page = page("DEAD", 0);
        while (!page.isEmpty()) {
            ids.addAll(page);
            page = page("DEAD", page.getLast());
        }
        return ids;
    }

    boolean hasOpen(String state) {
        return !page(state, 0).isEmpty();
    }

    private List<Long> page(String state, long after) {
        return send(HttpRequest.newBuilder(uri("/deadletters?limit=500&state=" + state + "&after=" + after)))
                .valueStream()
                .map(letter -> letter.path("id").asLong())
                .toList();
    }

    String stateOf(long id) {
        return send(HttpRequest.newBuilder(uri("/deadletters/" + id)))
                .at("/summary/state")
                .asString("");
    }

    void decide(long id, String action) {
        var decision = "{\"action\": \"%s\", \"operator\": \"grace\", \"reason\": \"made up\"}".formatted(action);
        send(HttpRequest.newBuilder(uri("/deadletters/" + id))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(decision)));
    }

    /** The value of a counter of messages, for the consumer of a topic. */
    long count(String metric, String topic) {
        var found = send(HttpRequest.newBuilder(uri("/metrics/%s?tag=consumer:%s".formatted(metric, topic))));
        return found.path("measurements").path(0).path("value").asLong(0);
    }

    private URI uri(String path) {
        return URI.create(service + path);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> JSON.readTree(answer.body());
                // The dead letter does not exist, or was decided by another request.
                case 404, 409 -> JSON.createObjectNode();
                default ->
                    throw new IllegalStateException("the endpoint answered " + answer.statusCode() + answer.body());
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
