package dev.tandem.messaging.outbox;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Outbox;
import dev.tandem.messaging.PendingChanges;
import dev.tandem.messaging.wire.MessageCatalogue;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table in the service's own database. */
final class JdbcOutbox implements Outbox {

    /**
     * All versions of a fact share one id, so that a consumer that knows several of them handles one; and one time,
     * since the inbox looks an id up by its day. The present version comes first.
     */
    private static final String INSERT = """
        with fact as materialized (select uuidv7() as id, clock_timestamp() as time)
        insert into messaging.outbox
            (message_id, created_at, lane, topic, subject, traceparent, correlation_id, type, payload)
        select fact.id, fact.time, ?, ?, ?, ?, ?, version.type, version.payload
        from fact, unnest(cast(? as text[]), cast(? as bytea[])) with ordinality as version (type, payload, number)
        order by version.number\
        """;

    private final JdbcClient jdbc;
    private final MessageJson json;
    private final OutgoingValidation validation;
    private final PendingChanges pending;
    private final MessageContext context;
    private final Lanes lanes;
    private final RelaySignal relay;

    JdbcOutbox(
            JdbcClient jdbc,
            MessageJson json,
            OutgoingValidation validation,
            PendingChanges pending,
            MessageContext context,
            Lanes lanes,
            RelaySignal relay) {
        this.jdbc = jdbc;
        this.json = json;
        this.validation = validation;
        this.pending = pending;
        this.context = context;
        this.lanes = lanes;
        this.relay = relay;
    }

    @Override
    public void add(Message message) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "a message has to be added in the transaction of the change that it describes");
        }
        var versions = versionsOf(message);
        // The aggregate's row has to be locked before its message gets its id.
        pending.flush();
        var lane = lanes.of(message.subject());
        jdbc.sql(INSERT)
                .param(lane)
                .param(MessageCatalogue.channelOf(message).value())
                .param(message.subject())
                .param(context.traceparent())
                .param(context.correlationId())
                .param(versions.stream().map(Version::type).toArray(String[]::new))
                .param(versions.stream().map(Version::payload).toArray(byte[][]::new))
                .update();
        wakeRelayAfterCommit(lane);
    }

    /** One version of a fact, as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Version(String type, byte[] payload) {}

    private List<Version> versionsOf(Message message) {
        return Stream.concat(Stream.of(message), message.earlierVersions().stream())
                .map(this::checked)
                .toList();
    }

    private Version checked(Message message) {
        var version = new Version(MessageCatalogue.typeOf(message.getClass()), json.write(message));
        validation.check(version.type(), version.payload());
        return version;
    }

    private void wakeRelayAfterCommit(int lane) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake(lane);
            }
        });
    }
}
