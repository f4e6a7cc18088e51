package dev.tandem.consumercontracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The expectations that every consumer has of any record: the inbox, the dead letters and the logs depend on them. */
public abstract class RecordsContract {

    private final String correlationId = UUID.randomUUID().toString();
    private List<ReceivedMessage> records = List.of();

    protected abstract KafkaWire wire();

    /** The service that has to meet the expectations, such as {@code /order-service}. */
    protected abstract String source();

    /** The channel on which it publishes. */
    protected abstract Class<? extends Message> channel();

    /**
     * Has the service publish at least two messages about an order of its own, with the given correlation id.
     *
     * @return the id of the order
     */
    protected abstract UUID publish(String correlationId);

    @BeforeEach
    void something_is_said() {
        var orderId = publish(correlationId);
        records = await().pollInterval(Duration.ofMillis(20))
                .until(() -> wire().receivedRecords(channel(), orderId), records -> records.size() > 1);
    }

    @Test
    void all_records_about_an_order_have_its_id_as_key() {
        assertThat(records).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(record.message().subject());
            assertThat(record.headers()).containsEntry("ce_subject", record.key());
        });
    }

    @Test
    void a_record_says_who_says_it_and_when() {
        assertThat(records).allSatisfy(record -> {
            assertThat(record.headers())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_source", source())
                    .containsEntry("content-type", "application/json");
            assertThat(Instant.parse(record.headers().getOrDefault("ce_time", "never")))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        });
    }

    /** The inbox skips a message that it has seen, so an answer that is published again needs an id of its own. */
    @Test
    void no_two_messages_have_the_same_id() {
        assertThat(records).extracting(record -> UUID.fromString(record.id())).doesNotHaveDuplicates();
    }

    @Test
    void what_a_request_has_caused_carries_its_correlation_id() {
        assertThat(records)
                .allSatisfy(record -> assertThat(record.headers()).containsEntry("correlation-id", correlationId));
    }
}
