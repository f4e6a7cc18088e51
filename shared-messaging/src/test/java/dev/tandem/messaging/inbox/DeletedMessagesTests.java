package dev.tandem.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.tandem.messaging.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeletedMessagesTests {

    private final TopicPartition partition = new TopicPartition("order.events", 0);
    private final Consumer<String, byte[]> kafka = mock();
    private final DeletedMessages deleted = new DeletedMessages("order.events", new SimpleMeterRegistry());

    @Test
    void a_consumer_whose_offset_kafka_has_forgotten_is_told_that_messages_may_be_missing() {
        beginAt(7);

        try (var log = LogLines.of(DeletedMessages.class)) {
            deleted.onPartitionsAssigned(kafka, List.of(partition));

            assertThat(log.lines()).singleElement().asString().contains("order.events-0", "begins at offset 7");
        }
    }

    @Test
    void a_new_consumer_of_a_whole_topic_is_not() {
        beginAt(0);

        try (var log = LogLines.of(DeletedMessages.class)) {
            deleted.onPartitionsAssigned(kafka, List.of(partition));

            assertThat(log.lines()).isEmpty();
        }
    }

    private void beginAt(long offset) {
        given(kafka.committed(any(), any())).willReturn(Collections.singletonMap(partition, null));
        given(kafka.beginningOffsets(any(), any())).willReturn(Map.of(partition, offset));
    }
}
