package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The dead letters that can be tried: each is the first open letter of its key, and its state is not "dead". Every
 * statement reads few rows, however many letters wait.
 */
public final class ReadyLetters {

    /**
     * No open one of the same consumer and key has an earlier turn. A message without a key waits for no other. With an
     * equal sign PostgreSQL would look for the earliest turn without an index of the keys.
     */
    private static final String IS_FIRST = """
            (key_hash is null or id = (
                select first.id from messaging.dead_letters first
                where first.consumer = letter.consumer and first.key_hash >= letter.key_hash
                  and first.state in ('DEAD', 'WAITING', 'READY')
                order by first.key_hash, first.turn limit 1))""";

    private static final int KEYS_AT_ONCE = 500;

    private final JdbcClient jdbc;

    public ReadyLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A part of the letters that can be tried.
     *
     * @param letters the first letter of each key that has one to try
     * @param lastKey the hash of the last key that was looked at; absent if there are no more
     */
    public record Page(List<Ready> letters, @Nullable UUID lastKey) {}

    /**
     * A letter that can be tried, without its content.
     *
     * @param subject its key if it could not be sent; absent if it could not be handled
     */
    public record Ready(
            long id, String consumer, State state, @Nullable String subject) {}

    /**
     * Looks at the next 500 keys with letters to try. A letter that was tried in the last half second is not tried
     * again yet. Letters without a key belong to the first page.
     *
     * @param afterKey the last key of the page before, or absent for the first page
     */
    public Page look(String consumer, @Nullable UUID afterKey) {
        var rows = jdbc.sql("""
                        with recursive first as (
                            (select key_hash, id from messaging.dead_letters
                             where consumer = :consumer and state in ('READY', 'WAITING')
                               and key_hash > coalesce(cast(:afterKey as uuid), '00000000-0000-0000-0000-000000000000')
                             order by key_hash, turn limit 1)
                            union all
                            select next.* from first, lateral (
                                select key_hash, id from messaging.dead_letters
                                where consumer = :consumer and state in ('READY', 'WAITING') and key_hash > first.key_hash
                                order by key_hash, turn limit 1) next),
                        page (key_hash, id) as (
                            (select key_hash, id from first limit :atOnce)
                            union all
                            (select null, id from messaging.dead_letters
                             where consumer = :consumer and key_hash is null and state in ('READY', 'WAITING')
                               and cast(:afterKey as uuid) is null
                             limit :atOnce))
                        select key_hash, id, consumer, state, case when consumer = 'outbox' then key end as subject,
                               (error is null or changed_at < clock_timestamp() - interval '500 ms') and %s as can_be_tried
                        from (select id as page_id, key_hash as page_key from page) page
                        join messaging.dead_letters letter on id = page_id
                        order by page_key nulls first, id""".formatted(IS_FIRST))
                .param("consumer", consumer)
                .param("afterKey", afterKey)
                .param("atOnce", KEYS_AT_ONCE)
                .query((row, _) ->
                        new Row(row.getObject("key_hash", UUID.class), row.getBoolean("can_be_tried"), ready(row)))
                .list();
        var keys = rows.stream().filter(row -> row.key() != null).toList();
        return new Page(
                rows.stream().filter(Row::canBeTried).map(Row::letter).toList(),
                keys.size() < KEYS_AT_ONCE ? null : keys.getLast().key());
    }

    private record Row(@Nullable UUID key, boolean canBeTried, Ready letter) {}

    private static Ready ready(ResultSet row) throws SQLException {
        return new Ready(
                row.getLong("id"),
                row.getString("consumer"),
                State.valueOf(row.getString("state")),
                row.getString("subject"));
    }

    /**
     * Locks a letter for the current transaction, so that no other instance tries it meanwhile.
     *
     * @return false if another instance has it, or has changed it since
     */
    public boolean lock(long id) {
        return jdbc.sql("""
                        select id from messaging.dead_letters letter
                        where id = ? and state in ('READY', 'WAITING') and %s for update skip locked""".formatted(IS_FIRST))
                .param(id)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** The next letter after a closed letter with the same key, if this next letter can be tried. */
    public Optional<Ready> next(long closed) {
        return jdbc.sql("""
                        select next.* from messaging.dead_letters closed, lateral (
                            select id, consumer, key_hash, state, case when consumer = 'outbox' then key end as subject
                            from messaging.dead_letters
                            where consumer = closed.consumer and key_hash >= closed.key_hash and %s
                            order by key_hash, turn limit 1) next
                        where closed.id = ? and next.key_hash = closed.key_hash and next.state <> 'DEAD'""".formatted(DeadLetterRows.IS_OPEN))
                .param(closed)
                .query((row, _) -> ready(row))
                .optional();
    }
}
