package dev.tandem.messaging.topics;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;

class TopicsTests {

    @Test
    void go_on_after_an_Error() {
        var admin = mock(KafkaAdmin.class);
        willThrow(new KafkaException("away"))
                .willThrow(new NoClassDefFoundError("dev/tandem/Missing"))
                .willDoNothing()
                .given(admin)
                .createOrModifyTopics(any(NewTopic[].class));
        var topics = new Topics(admin, List.of());
        topics.start();

        verify(admin, timeout(20_000).atLeast(3)).createOrModifyTopics(any(NewTopic[].class));
    }
}
