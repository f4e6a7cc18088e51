package dev.tandem.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.messaging.MessagingDatabase;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Dead letters of a topic that is made anew, or gets more partitions, and letters of earlier releases. */
class LettersOfATopicIT {

    private static final String CONSUMER = "orders";

    private final MessagingDatabase database = new MessagingDatabase();
    private final DeadLetterStore store = new DeadLetterStore(database.jdbc());
    private final ReadyLetters ready = new ReadyLetters(database.jdbc());

    @AfterEach
    void close() {
        database.close();
    }

    @Nested
    class A_message_at_the_offset_of_an_earlier_one {

        @Test
        void is_added_if_its_topic_was_made_anew() {
            store.add(letter("first topic", message(0, 7, "a", "old"), State.DEAD));
            store.add(letter("second topic", message(0, 7, "a", "new"), State.WAITING));

            assertThat(payloads()).containsExactly("old", "new");
        }

        @Test
        void is_the_same_one_if_the_topic_is_the_same() {
            store.add(letter("first topic", message(0, 7, "a", "old"), State.DEAD));
            store.add(letter("first topic", message(0, 7, "a", "old"), State.DEAD));

            assertThat(payloads()).containsExactly("old");
        }
    }

    @Nested
    class A_message_whose_key_has_moved_to_another_partition {

        @Test
        void waits_behind_the_one_that_arrived_before() {
            store.add(letter("topic", message(0, 500, "a", "first"), State.DEAD));
            store.add(letter("topic", message(3, 2, "a", "second"), State.WAITING));
            assertThat(ready.look(CONSUMER, null).letters()).isEmpty();

            database.jdbc()
                    .sql("update messaging.dead_letters set state = 'READY' where position = 500")
                    .update();
            assertThat(ready.look(CONSUMER, null).letters())
                    .extracting(letter -> new String(store.read(letter.id()).payload(), UTF_8))
                    .containsExactly("first");
        }
    }

    /** As it was stored before letters had the id of their topic. */
    @Nested
    class A_letter_of_an_earlier_release {

        @Test
        void is_not_added_again_when_its_message_arrives_again() {
            addWithoutTopicId("a", "same");

            store.add(letter("topic", message(0, 7, "a", "same"), State.DEAD));

            assertThat(payloads()).containsExactly("same");
        }

        @Test
        void hides_no_other_message_with_its_offset() {
            addWithoutTopicId("a", "old");

            store.add(letter("topic", message(0, 7, "a", "new"), State.WAITING));

            assertThat(payloads()).containsExactly("old", "new");
        }

        @Test
        void hides_no_other_message_with_its_offset_and_content() {
            addWithoutTopicId("a", "same");

            var other = message(0, 7, "a", "same");
            other.headers().add("ce_id", "another".getBytes(UTF_8));
            store.add(letter("topic", other, State.DEAD));

            assertThat(payloads()).containsExactly("same", "same");
        }

        @Test
        void keeps_its_followers_waiting() {
            addWithoutTopicId("a", "old");

            assertThat(store.firstOpen(CONSUMER, List.of("a", "b"))).containsExactly(Map.entry("a", 7L));
        }

        private void addWithoutTopicId(String key, String payload) {
            database.jdbc().sql("""
                    insert into messaging.dead_letters (consumer, origin, position, topic, key, headers, payload, state)
                    values (?, 'orders-0@7', 7, 'orders', ?, '{}', convert_to(?, 'UTF8'), 'DEAD')""").params(CONSUMER, key, payload).update();
        }
    }

    @Nested
    class Many_letters_behind_one_key {

        private static final int LETTERS = 20_000;

        /** Reading all that wait for each one that is handled made a hundred thousand letters take hours. */
        @Test
        void cost_no_more_than_a_few() {
            database.jdbc().sql("""
                            insert into messaging.dead_letters (consumer, origin, position, topic, key, headers, state)
                            select ?, 'orders-0@' || n, n, 'orders', 'a', '{}', case n when 0 then 'DEAD' else 'WAITING' end
                            from generate_series(0, ?) n""").params(CONSUMER, LETTERS).update();
            store.add(letter("topic", message(1, 1, "b", "other"), State.WAITING));
            database.asOwner("analyze messaging.dead_letters");

            var read = database.transactions().execute(_ -> {
                for (var i = 0; i < 10; i++) {
                    var letters = ready.look(CONSUMER, null).letters();
                    assertThat(letters).hasSize(1);
                    assertThat(ready.lock(letters.getFirst().id())).isTrue();
                    assertThat(ready.next(letters.getFirst().id())).isPresent();
                    assertThat(store.firstOpen(CONSUMER, List.of("a", "b"))).hasSize(2);
                }
                return database.jdbc().sql("""
                        select sum(seq_tup_read + idx_tup_fetch) from pg_stat_xact_user_tables
                        where relid = 'messaging.dead_letters'::regclass""").query(Long.class).single();
            });

            assertThat(read).isLessThan(10 * 40);
        }

        @Test
        void are_found_one_after_the_other() {
            for (var i = 0; i < 3; i++) {
                store.add(letter("topic", message(0, i, "a", "" + i), State.WAITING));
            }
            var first = ready.look(CONSUMER, null).letters().getFirst();
            assertThat(ready.lock(first.id())).isTrue();
            assertThat(ready.lock(first.id() + 1)).isFalse();

            store.resolve(first.id());
            assertThat(ready.next(first.id()).orElseThrow().id()).isEqualTo(first.id() + 1);
        }
    }

    @Nested
    class Letters_of_more_keys_than_a_page_has {

        @Test
        void are_all_found_in_turn() {
            for (var i = 0; i < 1_200; i++) {
                store.add(letter("topic", message(0, i, "k" + i, "" + i), State.WAITING));
            }
            var found = 0;
            @Nullable UUID last = null;
            do {
                var page = ready.look(CONSUMER, last);
                found += page.letters().size();
                last = page.lastKey();
            } while (last != null);

            assertThat(found).isEqualTo(1_200);
        }

        @Test
        void include_those_without_a_key() {
            store.add(letter("topic", message(0, 1, null, "one"), State.WAITING));
            store.add(letter("topic", message(0, 2, null, "two"), State.WAITING));

            assertThat(ready.look(CONSUMER, null).letters()).hasSize(2);
        }
    }

    private static ConsumerRecord<String, byte[]> message(
            int partition, long offset, @Nullable String key, String payload) {
        return new ConsumerRecord<>(CONSUMER, partition, offset, key, payload.getBytes(UTF_8));
    }

    private static DeadLetter letter(String topicId, ConsumerRecord<String, byte[]> message, State state) {
        return DeadLetter.unhandled(CONSUMER, topicId, message, state, 0, null);
    }

    private List<String> payloads() {
        return database.jdbc()
                .sql("select convert_from(payload, 'UTF8') from messaging.dead_letters order by id")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
