package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.deadletter.DeadLetter.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads dead letters from rows of their table. */
final class DeadLetterRows {

    static final String IS_OPEN = "state in ('DEAD', 'WAITING', 'READY')";

    /** Kafka limits no single header, only the whole record. */
    private static final StreamReadConstraints NO_LIMITS = StreamReadConstraints.builder()
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    /** Names of headers are not kept in a table of symbols, which refuses too many with the same hash. */
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(NO_LIMITS)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build());

    private DeadLetterRows() {}

    static DeadLetter read(ResultSet row, int number) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getString("consumer"),
                row.getString("origin"),
                row.getString("topic_id"),
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
