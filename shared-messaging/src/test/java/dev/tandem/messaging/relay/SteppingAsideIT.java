package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.server.KafkaBroker;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetters.Filter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Messages that cannot be sent now, beside others that can. */
class SteppingAsideIT extends RelayedOutbox {

    @Nested
    class A_message_to_a_topic_that_is_missing {

        private final String missing = "missing-" + UUID.randomUUID();

        @Test
        void waits_with_its_subject_until_the_topic_exists() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay()) {
                outbox.addTo(missing, "a", 1);
                outbox.add("a", 2);
                outbox.add("b", 1);
                outbox.awaitArrival("b1");
                assertThat(texts(outbox.firstArrivals())).containsExactly("b1");
                assertThat(outbox.deadLetters().list(new Filter(null, DeadLetter.OUTBOX, null, "a"), 0, 10))
                        .extracting(letter -> letter.state())
                        .containsExactly(State.WAITING, State.WAITING);

                outbox.createTopic(missing, 1);
                outbox.awaitArrival("a2");
                await().until(() ->
                        outbox.deadLetters().depth(DeadLetter.OUTBOX).waiting() == 0);
            }
        }

        /** Each message to the missing topic has a subject of its own, and sending one takes five seconds. */
        @Test
        void does_not_slow_the_others_down() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1);
                    var _ = outbox.startRelay()) {
                for (var i = 0; i < 20; i++) {
                    outbox.addTo(missing, "m" + i, 1);
                    outbox.add("a", i);
                }
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> outbox.firstArrivals().size() == 20);
                outbox.assertOrderPerSubject();
            }
        }
    }

    /** In a Kafka of its own, which looks at its ACLs. All clients have the same name there. */
    @Nested
    class A_message_to_a_topic_that_is_closed_to_the_service {

        private static final String CLOSED = "closed";

        private final KafkaBroker kafka = KafkaBroker.forTests(Map.of(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found", "true"));
        private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));

        @AfterEach
        void close() {
            admin.close();
            kafka.close();
        }

        @Test
        void waits_with_its_subject_until_the_service_may_write_to_it() throws Exception {
            waitsUntilOpen(AclOperation.DESCRIBE);
        }

        @Test
        void waits_even_if_the_service_may_not_see_that_there_is_such_a_topic() throws Exception {
            waitsUntilOpen(AclOperation.ALTER_CONFIGS);
        }

        private void waitsUntilOpen(AclOperation allowed) throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1, kafka.bootstrapServers());
                    var _ = outbox.startRelay()) {
                outbox.createTopic(CLOSED, 1);
                admin.createAcls(List.of(only(allowed))).all().get();
                outbox.addTo(CLOSED, "a", 1);
                outbox.add("a", 2);
                outbox.add("b", 1);
                outbox.awaitArrival("b1");
                await().untilAsserted(() -> assertThat(
                                outbox.deadLetters().list(new Filter(null, DeadLetter.OUTBOX, null, "a"), 0, 10))
                        .extracting(letter -> letter.state())
                        .containsExactly(State.WAITING, State.WAITING));

                admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
                outbox.awaitArrival("a2");
                await().until(() ->
                        outbox.deadLetters().depth(DeadLetter.OUTBOX).waiting() == 0);
            }
        }

        /** If a topic has any ACL, the broker refuses all operations that none of its ACLs allows. */
        private AclBinding only(AclOperation allowed) {
            return new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, CLOSED, PatternType.LITERAL),
                    new AccessControlEntry("User:ANONYMOUS", "*", allowed, AclPermissionType.ALLOW));
        }
    }

    /** Kafka has not acknowledged the first message of the subject when the relay stops. */
    @Nested
    class A_replayed_message_whose_predecessor_was_not_sent {

        private static final int MANY = 20_000;

        /**
         * So many messages are between the two that the relay looks at the letters before it has sent the first one.
         */
        @Test
        void is_sent_after_it() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.with(Duration.ofMillis(500), 50), 1)) {
                outbox.addMany(MANY, 10);
                outbox.add("a", 1);
                outbox.jdbc().sql("""
                        insert into messaging.dead_letters
                            (consumer, origin, position, topic, key, headers, payload, state)
                        values ('outbox', 'outbox@2', ?, ?, 'a', '{"ce_id": "2"}', '2', 'READY')""").params(MANY + 2, outbox.topic()).update();

                try (var _ = outbox.startRelay()) {
                    outbox.awaitArrivals(MANY + 2);
                }

                assertThat(texts(outbox.firstArrivals()).stream().filter(arrival -> arrival.startsWith("a")))
                        .containsExactly("a1", "a2");
            }
        }
    }

    /** The broker refuses a message asynchronously, while the producer refuses the next one at once. */
    @Nested
    class Messages_of_a_subject_that_were_refused_in_another_order {

        @Test
        void are_sent_in_that_of_the_outbox() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.with(Duration.ofMillis(500), 50), 1)) {
                refused(outbox, 2);
                refused(outbox, 1);

                try (var _ = outbox.startRelay()) {
                    outbox.awaitArrivals(2);
                }

                assertThat(texts(outbox.firstArrivals())).containsExactly("a1", "a2");
            }
        }

        private void refused(OutboxDatabase outbox, int position) {
            outbox.jdbc()
                    .sql("""
                    insert into messaging.dead_letters
                        (consumer, origin, position, topic, key, headers, payload, state)
                    values ('outbox', ?, ?, ?, 'a', ?, ?, 'READY')""")
                    .params("outbox@" + position, position, outbox.topic())
                    .params(
                            "{\"ce_id\": \"" + position + "\"}",
                            ("" + position).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .update();
        }
    }

    @Nested
    class Many_letters_of_other_lanes {

        private static final int LANES = 2;

        @Test
        void do_not_keep_those_of_a_lane_waiting() throws Exception {
            var settings = Settings.with(Duration.ofMillis(500), 500, LANES, 1_000);
            try (var outbox = new OutboxDatabase(settings, 1)) {
                var mine = outbox.laneOf("mine");
                IntStream.range(0, 2_000)
                        .mapToObj(i -> "s" + i)
                        .filter(subject -> outbox.laneOf(subject) != mine)
                        .forEach(subject -> addReady(outbox, subject, 0));
                addReady(outbox, "mine", 1);

                try (var _ = outbox.startRelayOf(mine)) {
                    outbox.awaitArrival("mine1");
                }
                assertThat(texts(outbox.firstArrivals())).containsExactly("mine1");
            }
        }

        private void addReady(OutboxDatabase outbox, String subject, int number) {
            outbox.jdbc()
                    .sql("""
                            insert into messaging.dead_letters
                                (consumer, origin, position, topic, key, headers, payload, state)
                            values ('outbox', ?, ?, ?, ?, '{"ce_id": "1"}', convert_to(?, 'UTF8'), 'READY')""")
                    .params(subject, number, outbox.topic(), subject, "" + number)
                    .update();
        }
    }

    @Nested
    class A_letter_of_the_outbox_that_cannot_be_read {

        @Test
        void does_not_stop_the_others() throws Exception {
            try (var outbox = new OutboxDatabase(Settings.DEFAULT, 1)) {
                outbox.jdbc().sql("""
                        insert into messaging.dead_letters
                            (consumer, origin, position, topic, key, headers, payload, state)
                        values ('outbox', 'damaged', 1, ?, 'a', 'no json', '1', 'READY'),
                               ('outbox', 'sound', 2, ?, 'b', '{"ce_id": "1"}', '1', 'READY')""").params(outbox.topic(), outbox.topic()).update();

                try (var _ = outbox.startRelay()) {
                    outbox.awaitArrival("b1");
                    outbox.add("c", 1);
                    outbox.awaitArrival("c1");
                }
                var damaged = outbox.deadLetters()
                        .list(new Filter(State.DEAD, DeadLetter.OUTBOX, null, "a"), 0, 1)
                        .getFirst();
                assertThat(damaged.error()).isNotNull();
            }
        }
    }
}
