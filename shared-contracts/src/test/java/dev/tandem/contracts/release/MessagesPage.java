package dev.tandem.contracts.release;

import static java.util.stream.Collectors.joining;

import dev.tandem.contracts.release.api.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An AsyncAPI document as a page for people: senders, receivers and messages, with a sample of each. */
final class MessagesPage {

    private final JsonNode document;

    private MessagesPage(JsonNode document) {
        this.document = document;
    }

    static String of(JsonNode document) {
        return new MessagesPage(document).text();
    }

    private String text() {
        return """
                # Messages

                The messages that the services exchange over Kafka. `./tandem release-contracts --draft` writes this page and
                [asyncapi.json](present/asyncapi.json) from the records; the build fails if they differ.

                | topic | from | to | partitions | kept for |
                | --- | --- | --- | --- | --- |
                %s
                %s""".formatted(
                        channels().stream().map(this::row).collect(joining("\n")),
                        channels().stream().map(this::section).collect(joining()));
    }

    private List<JsonNode> channels() {
        return document.get("channels").valueStream().toList();
    }

    private String row(JsonNode channel) {
        var topic = channel.get("address").asString();
        var kafka = channel.at("/bindings/kafka");
        return "| [%s](#%s) | %s | %s | %d | %d days |"
                .formatted(
                        topic,
                        topic.replace(".", ""),
                        services("send", topic),
                        services("receive", topic),
                        kafka.get("partitions").asInt(),
                        kafka.at("/topicConfiguration/retention.ms").asLong() / 86_400_000);
    }

    private String services(String action, String topic) {
        return document.get("operations")
                .valueStream()
                .filter(operation -> operation.get("action").asString().equals(action))
                .filter(operation -> operation.at("/channel/$ref").asString().equals("#/channels/" + topic))
                .map(operation -> operation.at("/tags/0/name").asString())
                .collect(joining(", "));
    }

    private String section(JsonNode channel) {
        return "\n## %s\n\n%s\n%s"
                .formatted(
                        channel.get("address").asString(),
                        channel.get("description").asString(),
                        channel.get("messages").propertyNames().stream()
                                .map(this::message)
                                .collect(joining()));
    }

    private String message(String type) {
        var message = document.get("components").get("messages").get(type);
        return """

                ### %s

                %s [Schema](present/%s.schema.json)

                ```json
                %s```
                """.formatted(
                type, message.get("description").asString(), type, Json.text(message.at("/examples/0/payload")));
    }
}
