package dev.tandem.messaging;

import dev.tandem.messaging.DeadLetter.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters as a table beside the tables of the service. */
final class JdbcDeadLetters implements DeadLetters {

    private static final int LIMIT = 1000;
    private static final int DECISIONS_LIMIT = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private static final String IS_OPEN = "state in ('DEAD', 'WAITING', 'READY')";

    /** Nothing open of the same consumer and key is older. A message without a key waits for nobody. */
    private static final String IS_FIRST = """
            not exists (select from messaging.dead_letters older
                where older.consumer = letter.consumer and older.key_hash = letter.key_hash and older.position < letter.position
                  and older.state in ('DEAD', 'WAITING', 'READY'))""";

    private static final String MATCHES = """
            (cast(:state as text) is null and %s or state = :state)
            and (cast(:consumer as text) is null or consumer = :consumer)
            and (cast(:type as text) is null or type = :type)
            and (cast(:key as text) is null or key = :key)""".formatted(IS_OPEN);

    private static final String INSERT = """
            insert into messaging.dead_letters
                (consumer, origin, position, topic, key, message_id, type, headers, payload, state, error, attempts)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?""";

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final TransactionOperations transactions;

    JdbcDeadLetters(JdbcClient jdbc, Inbox inbox, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.transactions = transactions;
    }

    /** For a relay, on its own connection. It discards nothing, so there is no transaction to be in. */
    static JdbcDeadLetters ofRelay(JdbcClient jdbc) {
        var none = TransactionOperations.withoutTransaction();
        return new JdbcDeadLetters(jdbc, new JdbcInbox(jdbc, none), none);
    }

    /** Adds a dead letter, unless it has been added before. */
    void add(DeadLetter letter) {
        insert(letter, INSERT + " on conflict do nothing").update();
    }

    /**
     * Adds one for whoever leads a lane, and for nobody else. One that an operator has closed is open again: it came from
     * the outbox once more.
     */
    void add(DeadLetter letter, int lane, long epoch) {
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

    /** PostgreSQL's texts cannot have a zero byte, and a dead letter has to be stored whatever is in it. */
    static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    /** The keys that have something open, each with the position of the first. */
    Map<String, Long> firstOpen(String consumer) {
        var first = new HashMap<String, Long>();
        jdbc.sql("select key, min(position) from messaging.dead_letters where consumer = ? and key is not null and "
                        + IS_OPEN + " group by key")
                .param(consumer)
                .query(row -> {
                    first.put(row.getString(1), row.getLong(2));
                });
        return first;
    }

    /** Those of the keys that have something open. */
    Set<String> openKeys(String consumer, Collection<String> keys) {
        return jdbc.sql("""
                        select distinct key from messaging.dead_letters
                        where consumer = ? and key_hash in (select md5(key)::uuid from unnest(?) key) and %s""".formatted(IS_OPEN))
                .params(consumer, keys.stream().map(JdbcDeadLetters::storable).toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .set();
    }

    /** What may go on: the first of its key, and not dead. The payloads together exceed the bytes by less than one of them. */
    List<DeadLetter> ready(String consumer, int atMost, long bytes) {
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
                .query(JdbcDeadLetters::read)
                .list();
    }

    /**
     * Takes one that may go on, for the running transaction; nobody else gets it meanwhile, nor one behind it. Only ids
     * are sorted, and only the one is read whole.
     */
    Optional<DeadLetter> lockReady(Collection<String> consumers) {
        return jdbc.sql("""
                        select * from messaging.dead_letters where id = (
                            select id from messaging.dead_letters letter
                            where consumer = any (?) and state in ('READY', 'WAITING') and %s
                            order by changed_at, id limit 1 for update skip locked)""".formatted(IS_FIRST))
                .param(consumers.toArray(String[]::new))
                .query(JdbcDeadLetters::read)
                .optional();
    }

    void resolve(long id) {
        jdbc.sql("update messaging.dead_letters set state = 'REPLAYED', changed_at = now() where id = ?")
                .param(id)
                .update();
    }

    /** One that an operator has sent back is dead again; one that only waited has as many attempts as any message. */
    void failAgain(long id, Throwable error, int maxAttempts) {
        jdbc.sql("""
                        update messaging.dead_letters
                        set state = case when state = 'READY' or attempts + 1 >= ? then 'DEAD' else state end,
                            error = ?, attempts = attempts + 1, changed_at = now()
                        where id = ? and state in ('READY', 'WAITING')""").params(maxAttempts, DeadLetter.stackOf(error), id).update();
    }

    /** One that met a lock is as it was before, but it lets all others go first. */
    void moveBack(long id, Throwable locked) {
        jdbc.sql("""
                        update messaging.dead_letters set error = ?, changed_at = clock_timestamp()
                        where id = ? and state in ('READY', 'WAITING')""").params(DeadLetter.stackOf(locked), id).update();
    }

    @Override
    public List<Summary> list(Filter filter, long after, int atMost) {
        return jdbc.sql("""
                        select id, consumer, state, type, key, left(split_part(error, chr(10), 1), 500) as error, attempts, arrived_at
                        from messaging.dead_letters where id > :after and %s order by id limit :atMost""".formatted(MATCHES))
                .params(parametersOf(filter))
                .param("after", after)
                .param("atMost", requireSensible(atMost))
                .query(JdbcDeadLetters::summary)
                .list();
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return jdbc.sql("select * from messaging.dead_letters where id = ?")
                .param(id)
                .query(JdbcDeadLetters::read)
                .optional();
    }

    @Override
    public Optional<DeadLetter> replay(long id, Instruction instruction) {
        return decide(id, Action.REPLAY, instruction);
    }

    @Override
    public Optional<DeadLetter> discard(long id, Instruction instruction) {
        return transactions.execute(_ -> {
            var discarded = decide(id, Action.DISCARD, instruction);
            discarded.ifPresent(this::rememberAsHandled);
            return discarded;
        });
    }

    /** Otherwise it would be handled after all, and after those behind it, if Kafka delivered it once more. */
    private void rememberAsHandled(DeadLetter discarded) {
        try {
            MessageReader.receiptOf(discarded.toRecord().headers())
                    .ifPresent(receipt -> inbox.remember(discarded.consumer(), List.of(receipt)));
        } catch (UndecodableMessageException unreadable) {
            // Then nobody will ever handle it.
        }
    }

    private Optional<DeadLetter> decide(long id, Action action, Instruction instruction) {
        var decided = decide("select id from messaging.dead_letters where id = :id", Map.of("id", id), action, instruction);
        var letter = find(id);
        if (decided == 0 && letter.isPresent()) {
            throw new IllegalStateException("dead letter " + id + " is "
                    + letter.get().state() + "; only one that is DEAD can be replayed or discarded");
        }
        return letter;
    }

    @Override
    public int replayAll(Filter filter, int atMost, Instruction instruction) {
        var parameters = parametersOf(filter);
        parameters.put("atMost", requireSensible(atMost));
        var matching = "select id from messaging.dead_letters where state = 'DEAD' and " + MATCHES
                + " order by id limit :atMost for update skip locked";
        return decide(matching, parameters, Action.REPLAY, instruction);
    }

    /** Changes the state and writes down who wanted it, in one statement. */
    private int decide(String which, Map<String, ?> parameters, Action action, Instruction instruction) {
        return jdbc.sql("""
                        with chosen as materialized (%s),
                        decided as (
                            update messaging.dead_letters letter set state = :newState, changed_at = now()
                            from chosen where letter.id = chosen.id and state = 'DEAD' returning letter.id)
                        insert into messaging.dead_letter_decisions (dead_letter, action, operator, reason)
                        select id, :action, :operator, :reason from decided""".formatted(which))
                .params(parameters)
                .param("newState", (action == Action.REPLAY ? State.READY : State.DISCARDED).name())
                .param("action", action.name())
                .param("operator", instruction.operator())
                .param("reason", instruction.reason())
                .update();
    }

    @Override
    public List<Decision> decisions(long id) {
        return jdbc.sql("""
                        select * from (
                            select action, operator, reason, decided_at from messaging.dead_letter_decisions
                            where dead_letter = ? order by decided_at desc limit ?) last
                        order by decided_at""")
                .params(id, DECISIONS_LIMIT)
                .query((row, _) -> new Decision(
                        Action.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Depth depth(String consumer) {
        return jdbc.sql("""
                        select count(*) filter (where state <> 'WAITING') as dead,
                               count(*) filter (where state = 'WAITING') as waiting,
                               coalesce(extract(epoch from now() - min(arrived_at) filter (where state <> 'WAITING')), 0)
                                   as oldest_age_seconds
                        from messaging.dead_letters where consumer = ? and %s""".formatted(IS_OPEN))
                .param(consumer)
                .query((row, _) -> new Depth(row.getLong(1), row.getLong(2), row.getDouble(3)))
                .single();
    }

    private static int requireSensible(int atMost) {
        if (atMost < 1 || atMost > LIMIT) {
            throw new IllegalArgumentException("ask for 1 to " + LIMIT + " dead letters, not " + atMost);
        }
        return atMost;
    }

    private static Map<String, @Nullable Object> parametersOf(Filter filter) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("state", filter.state() == null ? null : filter.state().name());
        parameters.put("consumer", filter.consumer());
        parameters.put("type", filter.type());
        parameters.put("key", filter.key());
        return parameters;
    }

    private static Summary summary(ResultSet row, int number) throws SQLException {
        return new Summary(
                row.getLong("id"),
                row.getString("consumer"),
                State.valueOf(row.getString("state")),
                row.getString("type"),
                row.getString("key"),
                row.getString("error"),
                row.getInt("attempts"),
                row.getObject("arrived_at", OffsetDateTime.class).toInstant());
    }

    private static DeadLetter read(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getString("consumer"),
                row.getString("origin"),
                row.getLong("position"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("message_id"),
                row.getString("type"),
                JSON.readValue(row.getString("headers"), new TypeReference<Map<String, String>>() {}),
                row.getBytes("payload"),
                State.valueOf(row.getString("state")),
                row.getString("error"),
                row.getInt("attempts"),
                row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
