package dev.tandem.system.fuzz;

import java.util.List;

/**
 * A record that Kafka has taken.
 *
 * @param origin where it is, as a dead letter says it
 */
record Sent(RecordCase record, String origin) {

    List<Consumer> consumers() {
        return Consumer.ALL.stream()
                .filter(consumer -> consumer.topic().equals(record.topic()))
                .toList();
    }
}
