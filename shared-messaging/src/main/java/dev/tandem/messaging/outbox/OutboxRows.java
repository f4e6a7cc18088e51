package dev.tandem.messaging.outbox;

import dev.tandem.database.Change;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes messages to the table of the outbox. */
final class OutboxRows {

    /**
     * All versions of a fact share one id, so that a consumer that knows several of them handles one; and one time,
     * since the inbox looks an id up by its day. Ids are drawn in the order of the messages.
     */
    private static final String INSERT = """
            insert into messaging.outbox
                (message_id, created_at, lane, topic, subject, traceparent, correlation_id, type, payload)
            select fact.id, fact.time, lane, topic, subject, traceparent, correlation_id, type, payload
            from %sunnest(cast(? as int[]), cast(? as int[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                        cast(? as text[]), cast(? as text[]), cast(? as bytea[])) with ordinality
                as version (fact, lane, topic, subject, traceparent, correlation_id, type, payload, number)
            join (select number, uuidv7() as id, clock_timestamp() as time
                  from generate_series(1, ?) number offset 0) fact on fact.number = version.fact
            order by version.number""";

    private static final String INSERT_ALONE = INSERT.formatted("");
    /** Each row needs the row of the change, so it is later than the lock on that row, and so is its id. */
    private static final String INSERT_WITH = "with %s " + INSERT.formatted("(select from changed) change cross join ");

    private final JdbcClient jdbc;

    OutboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<OutgoingMessage> messages) {
        jdbc.sql(INSERT_ALONE).params(parameters(messages)).update();
    }

    /** Makes a change, and returns whether there was something to change. */
    boolean make(Change change) {
        return change.make(jdbc);
    }

    /** Makes a change and writes its messages, in one statement; writes nothing if there is nothing to change. */
    boolean insertWith(Change change, List<OutgoingMessage> messages) {
        return messages.isEmpty()
                ? make(change)
                : jdbc.sql(INSERT_WITH.formatted(change.expressions()))
                                .params(change.parameters())
                                .params(parameters(messages))
                                .update()
                        > 0;
    }

    /** A row of the table: one version of a message. */
    private record Row(int fact, OutgoingMessage message, OutgoingMessage.Version version) {}

    private static List<@Nullable Object> parameters(List<OutgoingMessage> messages) {
        var rows = IntStream.range(0, messages.size())
                .boxed()
                .flatMap(i ->
                        messages.get(i).versions().stream().map(version -> new Row(i + 1, messages.get(i), version)))
                .toList();
        return List.of(
                column(rows, Row::fact, Integer[]::new),
                column(rows, row -> row.message().lane(), Integer[]::new),
                column(rows, row -> row.message().topic(), String[]::new),
                column(rows, row -> row.message().subject(), String[]::new),
                column(rows, row -> row.message().traceparent(), String[]::new),
                column(rows, row -> row.message().correlationId(), String[]::new),
                column(rows, row -> row.version().type(), String[]::new),
                column(rows, row -> row.version().payload(), byte[][]::new),
                messages.size());
    }

    private static <T> Object column(List<Row> rows, Function<Row, @Nullable T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
