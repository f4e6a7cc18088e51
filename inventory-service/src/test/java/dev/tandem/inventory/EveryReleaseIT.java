package dev.tandem.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.testing.infrastructure.RealInfrastructure;
import dev.tandem.testing.release.EveryRelease;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** This service, under a group name that Kafka does not know yet, reads the topics from their beginning. */
@SpringBootTest(properties = "spring.application.name=inventory-newcomer")
@RealInfrastructure
@DirtiesContext // it would continue to consume while other tests run
class EveryReleaseIT {

    private static EveryRelease messages;

    @BeforeAll
    static void messages_of_all_releases_are_there_before_the_service() {
        messages = EveryRelease.inKafka();
    }

    @AfterAll
    static void the_log_is_empty_for_other_tests() {
        messages.close();
    }

    @Test
    void each_listener_handles_every_version_ever_released(
            @Autowired JdbcClient database, @Autowired MeterRegistry meters) {
        var topics = meters.get("tandem.consumer.lag").gauges().stream()
                .map(Gauge::getId)
                .map(id -> id.getTag("topic"))
                .toList();

        assertThat(topics).isNotEmpty();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(messages.unhandledBy(database, topics, leftOut(meters)))
                        .isEmpty());
    }

    private static List<String> leftOut(MeterRegistry meters) {
        return meters.find("tandem.messages.left.out").counters().stream()
                .map(counter -> counter.getId().getTag("type"))
                .toList();
    }
}
