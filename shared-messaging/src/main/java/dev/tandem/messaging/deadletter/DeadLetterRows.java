package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads dead letters from rows of their table. */
final class DeadLetterRows {

    static final String IS_OPEN = "state in ('DEAD', 'WAITING', 'READY')";

    private static final JsonMapper JSON = new JsonMapper();

    private DeadLetterRows() {}

    static DeadLetter read(ResultSet row, int number) throws SQLException {
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
