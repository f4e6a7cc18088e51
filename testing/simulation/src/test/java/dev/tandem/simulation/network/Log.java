package dev.tandem.simulation.network;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The messages of one subject of a topic, in the order of their arrival. It is a partition of its own, because consumers
 * may rely on no other sequence.
 */
record Log(String topic, String subject, int partition, List<ConsumerRecord<String, byte[]>> records) {

    Log(String topic, String subject, int partition) {
        this(topic, subject, partition, new ArrayList<>());
    }
}
