package dev.tandem.system.fuzz.records;

import java.util.List;

/**
 * A record that Kafka has stored.
 *
 * @param origin its place, as in a dead letter
 */
public record Sent(RecordCase record, String origin) {

    public List<Consumer> consumers() {
        return Consumer.ALL.stream()
                .filter(consumer -> consumer.topic().equals(record.topic()))
                .toList();
    }
}
