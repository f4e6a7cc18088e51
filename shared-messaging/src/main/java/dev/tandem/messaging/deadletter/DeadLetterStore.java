package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dead letters for the consumers and the relay: a table in the service's own database. Each statement joins the
 * current transaction, if there is one.
 */
public final class DeadLetterStore implements UnhandledMessages {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String INSERT = """
            insert into messaging.dead_letters
                (consumer, origin, topic_id, position, topic, key, message_id, type, headers, payload, state, error, attempts)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?""";

    /** A letter from before topics had ids, for the same message. */
    private static final String WAS_ADDED_BEFORE = """
            exists (select from messaging.dead_letters earlier
                where earlier.consumer = ? and earlier.origin = ? and earlier.topic_id is null
                  and earlier.payload is not distinct from ? and earlier.key is not distinct from ?
                  and earlier.message_id is not distinct from ?)""";

    private final JdbcClient jdbc;

    public DeadLetterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(DeadLetter letter) {
        insert(letter, INSERT + " where not " + WAS_ADDED_BEFORE + " on conflict do nothing")
                .param(letter.consumer())
                .param(letter.origin())
                .param(letter.payload())
                .param(storable(letter.key()))
                .param(storable(letter.messageId()))
                .update();
    }

    /**
     * Adds a dead letter only while the lane is in the given epoch; does nothing in a later one. A dead letter that an
     * operator has closed is opened again, since it came from the outbox once more.
     */
    public void add(DeadLetter letter, int lane, long epoch) {
        insert(letter, INSERT + """
                         from messaging.outbox_lane where lane = ? and epoch = ?
                        on conflict (consumer, origin, topic_id) do update set state = excluded.state, changed_at = now()
                        where dead_letters.state in ('REPLAYED', 'DISCARDED')""").param(lane).param(epoch).update();
    }

    private JdbcClient.StatementSpec insert(DeadLetter letter, String sql) {
        return jdbc.sql(sql)
                .param(letter.consumer())
                .param(letter.origin())
                .param(letter.topicId())
                .param(letter.position())
                .param(letter.topic())
                .param(storable(letter.key()))
                .param(storable(letter.messageId()))
                .param(storable(letter.type()))
                .param(JSON.writeValueAsString(letter.headers()))
                .param(letter.payload())
                .param(letter.state().name())
                .param(letter.error())
                .param(letter.attempts());
    }

    /**
     * Replaces NUL characters (U+0000), because PostgreSQL cannot store them in a text. Every dead letter has to be
     * stored, whatever its content.
     */
    public static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    /** The keys that have an open dead letter, each with the position of its first one. */
    public Map<String, Long> firstOpen(String consumer) {
        var first = new HashMap<String, Long>();
        jdbc.sql("select key, min(position) from messaging.dead_letters where consumer = ? and key is not null and "
                        + DeadLetterRows.IS_OPEN + " group by key")
                .param(consumer)
                .query(row -> {
                    first.put(row.getString(1), row.getLong(2));
                });
        return first;
    }

    @Override
    public Map<String, Long> firstOpen(String consumer, Collection<String> keys) {
        var first = new HashMap<String, Long>();
        // One look at the index for each key, however many letters wait behind it.
        jdbc.sql("""
                        select searched.key, position from unnest(?) searched (key), lateral (
                            select key_hash, position from messaging.dead_letters
                            where consumer = ? and key_hash >= md5(searched.key)::uuid and %s
                            order by key_hash, turn limit 1) first
                        where key_hash = md5(searched.key)::uuid""".formatted(DeadLetterRows.IS_OPEN))
                .params(keys.stream().map(DeadLetterStore::storable).toArray(String[]::new), consumer)
                .query(row -> {
                    first.put(row.getString(1), row.getLong(2));
                });
        return first;
    }

    @Override
    public DeadLetter read(long id) {
        return jdbc.sql("select * from messaging.dead_letters where id = ?")
                .param(id)
                .query(DeadLetterRows::read)
                .single();
    }

    /** Also closes one that was sent. */
    @Override
    public void resolve(long id) {
        jdbc.sql("""
                        update messaging.dead_letters set state = ?, changed_at = now()
                        where id = ? and state in ('READY', 'WAITING')""").params(State.REPLAYED.name(), id).update();
    }

    @Override
    public void failAgain(long id, Throwable error, int maxAttempts) {
        jdbc.sql("""
                        update messaging.dead_letters
                        set state = case when state = 'READY' or attempts + 1 >= ? then 'DEAD' else state end,
                            error = ?, attempts = attempts + 1, changed_at = now()
                        where id = ? and state in ('READY', 'WAITING')""").params(maxAttempts, DeadLetter.stackOf(error), id).update();
    }

    @Override
    public void moveBack(long id, Throwable locked) {
        jdbc.sql("""
                        update messaging.dead_letters set error = ?, changed_at = clock_timestamp()
                        where id = ? and state in ('READY', 'WAITING')""").params(DeadLetter.stackOf(locked), id).update();
    }
}
