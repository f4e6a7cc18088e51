package dev.tandem.messaging.topics;

/** A topic has fewer replicas than the settings demand: only an operator can add them. */
final class TooFewReplicasException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    TooFewReplicasException(String topic, int replicas, String setting, int wanted) {
        super("the topic %s has %d replica%s, and tandem.messaging.topics.%s demands %d:"
                        .formatted(topic, replicas, replicas == 1 ? "" : "s", setting, wanted)
                + " add replicas to the topic (kafka-reassign-partitions), or lower the setting");
    }
}
