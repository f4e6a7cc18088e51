package dev.tandem.system.fuzz;

import java.util.List;

/**
 * A record that Kafka has stored.
 *
 * @param origin its place, as in a dead letter
 */
record Sent(RecordCase record, String origin) {

    List<Consumer> consumers() {
        return Consumer.ALL.stream()
                .filter(consumer -> consumer.topic().equals(record.topic()))
                .toList();
    }
}
