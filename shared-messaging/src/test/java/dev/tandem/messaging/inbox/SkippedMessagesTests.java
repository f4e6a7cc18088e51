package dev.tandem.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class SkippedMessagesTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SkippedMessages skipped = new SkippedMessages("order.events", meters);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SkippedMessages.class);

    @BeforeEach
    void read_the_log() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop_reading() {
        logger.detachAppender(log);
    }

    @Test
    void are_counted_by_type() {
        skip("order.confirmed.v2");
        skip("order.confirmed.v2");
        skip("order.gift-wrapped.v1");

        assertThat(count("order.confirmed.v2")).isEqualTo(2);
        assertThat(count("order.gift-wrapped.v1")).isEqualTo(1);
    }

    @Test
    void of_endless_types_do_not_make_endless_meters() {
        for (var i = 0; i < 10_000; i++) {
            skip("order.attack-" + i + ".v1");
        }
        skip("order.attack-0.v1");

        assertThat(meters.getMeters()).hasSize(SkippedMessages.TYPES_LIMIT + 1);
        assertThat(count("order.attack-0.v1")).isEqualTo(2);
        assertThat(count(SkippedMessages.OTHER)).isEqualTo(10_000 - SkippedMessages.TYPES_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "order\nforged log line", "order.\0", "Ö"})
    void of_types_that_are_no_names_are_counted_as_others(String type) {
        skip(type);
        skip("x".repeat(100_000));

        assertThat(count(SkippedMessages.OTHER)).isEqualTo(2);
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("the last one other at order.events-3@42")
                .doesNotContain("\n", "forged");
    }

    @Test
    void are_told_in_one_line_a_minute() {
        for (var i = 0; i < 1_000; i++) {
            skip("order.confirmed.v2");
        }

        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo(
                        "messages skipped, of types that this build does not know: 1, the last one order.confirmed.v2"
                                + " at order.events-3@42");
    }

    private void skip(String type) {
        var message = new ConsumerRecord<>("order.events", 3, 42, "key", new byte[0]);
        message.headers().add("ce_type", type.getBytes(UTF_8));
        skipped.add(message);
    }

    private double count(String type) {
        return meters.get(SkippedMessages.METER)
                .tags("consumer", "order.events", "type", type)
                .counter()
                .count();
    }
}
