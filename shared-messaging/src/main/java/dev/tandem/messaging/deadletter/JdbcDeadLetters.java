package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.wire.Receipts;
import dev.tandem.messaging.wire.UndecodableMessageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The operators' view of the dead letters in PostgreSQL. */
final class JdbcDeadLetters implements DeadLetters {

    private static final int LIMIT = 1000;
    private static final int DECISIONS_LIMIT = 100;

    private static final String MATCHES = """
            (cast(:state as text) is null and %s or state = :state)
            and (cast(:consumer as text) is null or consumer = :consumer)
            and (cast(:type as text) is null or type = :type)
            and (cast(:key as text) is null or key = :key)""".formatted(DeadLetterRows.IS_OPEN);

    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final TransactionOperations transactions;

    JdbcDeadLetters(JdbcClient jdbc, Inbox inbox, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.transactions = transactions;
    }

    @Override
    public List<Summary> list(Filter filter, long after, int atMost) {
        return jdbc.sql("""
                        select id, consumer, state, left(type, :cut) as type, left(key, :cut) as key,
                               left(split_part(error, chr(10), 1), :cut) as error, attempts, arrived_at
                        from messaging.dead_letters where id > :after and %s order by id limit :atMost""".formatted(MATCHES))
                .params(parametersOf(filter))
                .param("after", after)
                .param("cut", Summary.LONGEST_TEXT)
                .param("atMost", requireSensible(atMost))
                .query(JdbcDeadLetters::summary)
                .list();
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return jdbc.sql("select * from messaging.dead_letters where id = ?")
                .param(id)
                .query(DeadLetterRows::read)
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

    /** If Kafka delivered it once more, it would otherwise be handled after the messages behind it. */
    private void rememberAsHandled(DeadLetter discarded) {
        try {
            Receipts.of(discarded.toRecord().headers())
                    .ifPresent(receipt -> inbox.remember(discarded.consumer(), List.of(receipt)));
        } catch (UndecodableMessageException unreadable) {
            // Without a usable id it is never handled, so there is nothing to remember.
        }
    }

    private Optional<DeadLetter> decide(long id, Action action, Instruction instruction) {
        var decided =
                decide("select id from messaging.dead_letters where id = :id", Map.of("id", id), action, instruction);
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

    /** Changes the state and records the decision, in one statement. */
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
                        from messaging.dead_letters where consumer = ? and %s""".formatted(DeadLetterRows.IS_OPEN))
                .param(consumer)
                .query((row, _) -> new Depth(row.getLong(1), row.getLong(2), row.getDouble(3)))
                .single();
    }

    private static int requireSensible(int atMost) {
        if (atMost < 1 || atMost > LIMIT) {
            throw new IllegalArgumentException("request 1 to " + LIMIT + " dead letters, not " + atMost);
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
}
