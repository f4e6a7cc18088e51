package dev.tandem.sealing.stored;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tokens of a table in PostgreSQL. */
class StoredTokens {

    /** Begins behind an order's id, so that a token that cannot be opened is read only once. */
    private static final String OUTDATED = """
            select $id as order_id, $sealed as sealed, $plain as plain from $table
            where $needed and ($sealed is not null or $plain is not null)
                and left($sealed, 8) is distinct from ? and $id > ?
            order by $id limit ?""";

    private static final String PLAIN_ONLY = """
            select $id as order_id, $sealed as sealed, $plain as plain from $table
            where $plain is not null and $needed and $id > ?
            order by $id limit ?""";

    /** A change of the version, so that nobody who has read the row before writes the old text over the new one. */
    private static final String REPLACE = """
            update $table set $sealed = ?, $plain = null, version = version + 1
            where $id = ? and $needed and $sealed is not distinct from ?""";

    private static final String ERASE = """
            update $table set $plain = null
            where $id in (
                select $id from $table where $plain is not null and $needed is not true limit ? for update skip locked)""";

    private static final String COUNT = """
            select case when $sealed is null then 'plain' else left($sealed, 8) end as beginning, count(*) as tokens
            from $table
            where $needed and ($sealed is not null or $plain is not null)
            group by 1""";

    private final JdbcClient jdbc;
    private final TokenTable table;

    StoredTokens(JdbcClient jdbc, TokenTable table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /** The needed tokens that do not begin like this, in the order of their ids. */
    List<StoredToken> outdated(String beginning, UUID after, int atMost) {
        return jdbc.sql(table.statement(OUTDATED))
                .params(beginning, after, atMost)
                .query(DataClassRowMapper.newInstance(StoredToken.class))
                .list();
    }

    /** The needed tokens that earlier builds have stored in plain text, in the order of their ids. */
    List<StoredToken> plain(UUID after, int atMost) {
        return jdbc.sql(table.statement(PLAIN_ONLY))
                .params(after, atMost)
                .query(DataClassRowMapper.newInstance(StoredToken.class))
                .list();
    }

    /** Returns false if the token is not needed any more, or has changed. */
    boolean replace(StoredToken token, String sealed) {
        return jdbc.sql(table.statement(REPLACE))
                        .params(sealed, token.orderId())
                        .param(token.sealed())
                        .update()
                == 1;
    }

    /** Erases plain tokens that are not needed any more, and returns how many. */
    int erasePlain(int atMost) {
        return jdbc.sql(table.statement(ERASE)).param(atMost).update();
    }

    /** How many needed tokens have which beginning; those in plain text are counted as {@code plain}. */
    Map<String, Long> count() {
        return jdbc
                .sql(table.statement(COUNT))
                .query((row, _) -> Map.entry(row.getString("beginning"), row.getLong("tokens")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
