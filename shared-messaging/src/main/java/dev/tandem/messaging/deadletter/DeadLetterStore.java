package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dead letters for the consumers and the relay: a table in the service's own database. Each statement joins the
 * current transaction, if there is one.
 */
public final class DeadLetterStore {

    private static final JsonMapper JSON = new JsonMapper();

    /** No open one of the same consumer and key is older. A message without a key waits for no other. */
    private static final String IS_FIRST = """
            not exists (select from messaging.dead_letters older
                where older.consumer = letter.consumer and older.key_hash = letter.key_hash and older.position < letter.position
                  and older.state in ('DEAD', 'WAITING', 'READY'))""";

    private static final String INSERT = """
            insert into messaging.dead_letters
                (consumer, origin, position, topic, key, message_id, type, headers, payload, state, error, attempts)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?""";

    private final JdbcClient jdbc;

    public DeadLetterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a dead letter, unless it has been added before. */
    public void add(DeadLetter letter) {
        insert(letter, INSERT + " on conflict do nothing").update();
    }

    /**
     * Adds a dead letter only while the lane is in the given epoch; does nothing in a later one. A dead letter that an
     * operator has closed is opened again, since it came from the outbox once more.
     */
    public void add(DeadLetter letter, int lane, long epoch) {
        insert(letter, INSERT + """
                         from messaging.outbox_lane where lane = ? and epoch = ?
                        on conflict (consumer, origin) do update set state = excluded.state, changed_at = now()
                        where dead_letters.state in ('REPLAYED', 'DISCARDED')""").param(lane).param(epoch).update();
    }

    private JdbcClient.StatementSpec insert(DeadLetter letter, String sql) {
        return jdbc.sql(sql)
                .param(letter.consumer())
                .param(letter.origin())
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
     * Replaces zero characters, which PostgreSQL's texts cannot hold: a dead letter has to be stored whatever its
     * content.
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

    /** The subset of the keys that have an open dead letter. */
    public Set<String> openKeys(String consumer, Collection<String> keys) {
        return jdbc.sql("""
                        select distinct key from messaging.dead_letters
                        where consumer = ? and key_hash in (select md5(key)::uuid from unnest(?) key) and %s""".formatted(DeadLetterRows.IS_OPEN))
                .params(consumer, keys.stream().map(DeadLetterStore::storable).toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .set();
    }

    /**
     * The dead letters that can be tried: each is the first of its key, and not dead. Their payloads together exceed
     * the limit by less than one payload.
     */
    public List<DeadLetter> ready(String consumer, int atMost, long bytes) {
        return jdbc.sql("""
                        select letter.* from messaging.dead_letters letter join (
                            select id, sum(size) over (order by position rows unbounded preceding) - size as before
                            from (
                                select id, position, coalesce(octet_length(payload), 0) as size
                                from messaging.dead_letters letter
                                where consumer = ? and state in ('READY', 'WAITING') and %s
                                order by position limit ?) ready) sized using (id)
                        where before < ? order by position""".formatted(IS_FIRST))
                .params(consumer, atMost, bytes)
                .query(DeadLetterRows::read)
                .list();
    }

    /**
     * Locks a dead letter that can be tried, for the current transaction: no other instance gets it meanwhile, nor one
     * behind it. Only ids are sorted, and only the chosen row is read whole.
     */
    public Optional<DeadLetter> lockReady(Collection<String> consumers) {
        return jdbc.sql("""
                        select * from messaging.dead_letters where id = (
                            select id from messaging.dead_letters letter
                            where consumer = any (?) and state in ('READY', 'WAITING') and %s
                            order by changed_at, id limit 1 for update skip locked)""".formatted(IS_FIRST))
                .param(consumers.toArray(String[]::new))
                .query(DeadLetterRows::read)
                .optional();
    }

    /** Closes a dead letter that was handled or sent. */
    public void resolve(long id) {
        jdbc.sql("update messaging.dead_letters set state = ?, changed_at = now() where id = ?")
                .params(State.REPLAYED.name(), id)
                .update();
    }

    /**
     * Records a failed attempt. A replayed dead letter is dead again; one that only waited has as many attempts as any
     * message.
     */
    public void failAgain(long id, Throwable error, int maxAttempts) {
        jdbc.sql("""
                        update messaging.dead_letters
                        set state = case when state = 'READY' or attempts + 1 >= ? then 'DEAD' else state end,
                            error = ?, attempts = attempts + 1, changed_at = now()
                        where id = ? and state in ('READY', 'WAITING')""").params(maxAttempts, DeadLetter.stackOf(error), id).update();
    }

    /** Records that a dead letter met a lock: it keeps its state, and all others go first. */
    public void moveBack(long id, Throwable locked) {
        jdbc.sql("""
                        update messaging.dead_letters set error = ?, changed_at = clock_timestamp()
                        where id = ? and state in ('READY', 'WAITING')""").params(DeadLetter.stackOf(locked), id).update();
    }
}
