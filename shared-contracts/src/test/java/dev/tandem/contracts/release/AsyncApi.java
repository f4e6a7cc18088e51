package dev.tandem.contracts.release;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.release.api.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages between the services over Kafka, as an AsyncAPI document: a handwritten frame that is filled with the
 * channels, their senders and receivers, and each message with its schema and its sample. The descriptions come from
 * the Javadoc.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI 3.0.0</a>
 */
final class AsyncApi {

    private static final String KAFKA_BINDING = "0.5.0";

    private final ContractFiles files;
    private final ObjectNode document = (ObjectNode) Json.resource("/asyncapi-frame.json");

    private AsyncApi(ContractFiles files) {
        this.files = files;
    }

    /** The document and its page, as files in the folder of the contracts. */
    static Map<String, String> files(Collection<Present> messages, ContractFiles files) {
        var document = document(messages, files);
        return Map.of("present/asyncapi.json", Json.text(document), "README.md", MessagesPage.of(document));
    }

    static JsonNode document(Collection<Present> messages, ContractFiles files) {
        var api = new AsyncApi(files);
        messages.stream().map(Present::channel).distinct().forEach(api::channel);
        messages.forEach(api::message);
        return api.document;
    }

    private void channel(Class<?> messages) {
        var channel = messages.getAnnotation(Channel.class);
        var entry = at("/channels")
                .putObject(channel.value())
                .put("address", channel.value())
                .put("description", Javadoc.of(messages));
        entry.putObject("messages");
        kafka(entry)
                .put("partitions", channel.partitions())
                .putObject("topicConfiguration")
                .put("retention.ms", Duration.ofDays(channel.retentionDays()).toMillis());
        operation("send", channel.from(), channel);
        for (var receiver : channel.to()) {
            kafka(operation("receive", receiver, channel))
                    .putObject("groupId")
                    .put("type", "string")
                    .put("const", receiver);
        }
    }

    private ObjectNode operation(String action, String service, Channel channel) {
        var operation = at("/operations")
                .putObject(service + "." + action + "." + channel.value())
                .put("action", action);
        refer(operation.putObject("channel"), "/channels/" + channel.value());
        operation.putArray("tags").addObject().put("name", service);
        return operation;
    }

    private void message(Present message) {
        var entry = at("/components/messages")
                .putObject(message.type())
                .put("name", message.type())
                .put("title", message.message().getSimpleName())
                .put("description", described(message));
        refer(entry.putObject("headers"), "/components/schemas/headers");
        refer(entry.putObject("correlationId"), "/components/correlationIds/correlationId");
        entry.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .putObject("schema")
                .put("$ref", "./" + message.type() + ContractFiles.SCHEMA);
        kafka(entry).putObject("key").put("type", "string").put("description", "the same as ce_subject");
        files.sample(message.type())
                .ifPresent(sample -> entry.putArray("examples").addObject().set("payload", sample));
        refer(
                at("/channels/" + message.topic() + "/messages").putObject(message.type()),
                "/components/messages/" + message.type());
    }

    private ObjectNode at(String pointer) {
        return (ObjectNode) document.requiredAt(pointer);
    }

    private static ObjectNode kafka(ObjectNode owner) {
        return owner.putObject("bindings").putObject("kafka").put("bindingVersion", KAFKA_BINDING);
    }

    private static void refer(ObjectNode from, String pointer) {
        from.put("$ref", "#" + pointer);
    }

    private static String described(Present message) {
        var words = Javadoc.of(message.message());
        var comment = message.schema().path("$comment");
        return comment.isMissingNode() ? words : words + " It is " + comment.asString() + ".";
    }
}
