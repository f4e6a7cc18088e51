package dev.tandem.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.contracts.inventory.InventoryEvent.StockRejected;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/** How a service publishes messages. */
class PublishingIT extends MessagingService {

    @Nested
    class The_housekeeper {

        /** Half the slots away from today, so that only the old entry is in it. */
        private final int slot = Math.floorMod(LocalDate.now(ZoneOffset.UTC).toEpochDay() + 8, 16);

        @Test
        void sweeps_the_tables_of_all_rooms(@Autowired @Qualifier("housekeeper") SmartLifecycle housekeeper) {
            jdbc.sql("""
                    insert into messaging.inbox (consumer, message_id, slot, handled_on)
                    values ('old', 'old', ?, current_date - 20)""").param(slot).update();
            jdbc.sql("""
                    insert into messaging.dead_letters (consumer, origin, position, topic, headers, state, changed_at)
                    values ('old', 'old', 1, 'old', '{}', 'DISCARDED', now() - interval '40 days')""").update();

            housekeeper.stop();
            housekeeper.start();

            await().untilAsserted(
                            () -> assertThat(old("inbox") + old("dead_letters")).isZero());
        }

        private int old(String table) {
            return jdbc.sql("select count(*) from messaging." + table + " where consumer = 'old'")
                    .query(Integer.class)
                    .single();
        }
    }

    @Nested
    class The_outbox {

        @Test
        void demands_a_transaction() {
            assertThatThrownBy(() -> outbox.add(reserved(UUID.randomUUID(), 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("transaction");
        }

        @Test
        void says_nothing_of_a_transaction_that_rolls_back() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(transaction -> {
                outbox.add(reserved(order, 1));
                transaction.setRollbackOnly();
            });
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 2)));

            await().until(() -> !handler.messagesOf(order).isEmpty());
            assertThat(handler.messagesOf(order)).containsExactly(reserved(order, 2));
        }

        @Test
        void keeps_the_order_of_each_subject() {
            var orders = IntStream.range(0, 5).mapToObj(_ -> UUID.randomUUID()).toList();
            for (var i = 1; i <= 40; i++) {
                var quantity = i;
                transactions.executeWithoutResult(_ -> orders.forEach(order -> outbox.add(reserved(order, quantity))));
            }

            orders.forEach(order -> await().untilAsserted(
                            () -> assertThat(handler.quantitiesOf(order)).hasSize(40)));
            assertThat(orders)
                    .allSatisfy(order -> assertThat(handler.quantitiesOf(order)).isSorted());
        }

        @Test
        void has_no_backlog_when_all_has_been_said() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 1)));

            await().until(() -> !handler.messagesOf(order).isEmpty());
            await().untilAsserted(
                            () -> assertThat(backlog.outgoing().messages()).isZero());
            assertThat(backlog.outgoing().age()).isZero();
        }

        @Test
        void refuses_what_violates_its_schema_in_every_test_with_real_infrastructure() {
            assertThatThrownBy(() -> transactions.executeWithoutResult(
                            _ -> outbox.add(new StockRejected(UUID.randomUUID(), Collections.singletonList(null)))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                            "inventory.stock-rejected.v1 violates its schema: /missingSkus/0: type (null found");
        }

        @Test
        void sends_cloud_events_in_binary_mode() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 3)));

            var message = readUntil(TOPIC, order);

            var schema = "/contracts/present/inventory.stock-reserved.v1.schema.json";
            assertThat(getClass().getResourceAsStream(schema))
                    .asString(UTF_8)
                    .contains("\"$id\": \"urn:tandem:contracts:inventory.stock-reserved.v1\"");
            assertThat(message.value()).asString(UTF_8).contains("\"orderId\":\"" + order + "\"");
            assertThat(headersOf(message))
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_type", "inventory.stock-reserved.v1")
                    .containsEntry("ce_source", "/messaging-test")
                    .containsEntry("ce_subject", order.toString())
                    .containsEntry("ce_dataschema", "urn:tandem:contracts:inventory.stock-reserved.v1")
                    .containsEntry("content-type", "application/json")
                    .containsKeys("ce_id", "ce_time");
        }
    }

    @Nested
    class The_producer {

        @Test
        void has_one_request_in_flight_whatever_a_service_sets() {
            assertThat(producers.getConfigurationProperties())
                    .as("with two, a partition that does not know the producer yet takes the second batch when the"
                            + " first one fails, and so changes the order: KAFKA-14359")
                    .containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        }
    }

    @Nested
    class What_a_message_is_part_of {

        @Test
        void travels_with_it_to_its_handler() {
            var order = UUID.randomUUID();
            var span = tracer.nextSpan().start();
            try (var _ = tracer.withSpan(span);
                    var _ = MDC.putCloseable("correlationId", "c-" + order)) {
                transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 1)));
            }

            await().until(() -> !handler.messagesOf(order).isEmpty());
            var trace = span.context().traceId();
            assertThat(handler.traceOf(order)).isEqualTo(trace);
            assertThat(handler.correlationOf(order)).isEqualTo("c-" + order);
            assertThat(headersOf(readUntil(TOPIC, order)))
                    .hasEntrySatisfying(
                            "traceparent",
                            parent -> assertThat(parent)
                                    .startsWith(
                                            "00-" + trace + "-" + span.context().spanId()))
                    .containsEntry("correlation-id", "c-" + order);
        }

        @Test
        void is_left_out_where_there_is_nothing() {
            var order = UUID.randomUUID();
            transactions.executeWithoutResult(_ -> outbox.add(reserved(order, 1)));

            assertThat(headersOf(readUntil(TOPIC, order))).doesNotContainKeys("traceparent", "correlation-id");
        }
    }
}
