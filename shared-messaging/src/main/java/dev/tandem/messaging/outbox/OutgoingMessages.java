package dev.tandem.messaging.outbox;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.outbox.OutgoingMessage.Version;
import dev.tandem.messaging.wire.MessageCatalogue;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import java.util.stream.Stream;

/** Writes messages as JSON, checks them, and gives them their lane and the current context. */
final class OutgoingMessages {

    private final MessageJson json;
    private final OutgoingValidation validation;
    private final MessageContext context;
    private final Lanes lanes;

    OutgoingMessages(MessageJson json, OutgoingValidation validation, MessageContext context, Lanes lanes) {
        this.json = json;
        this.validation = validation;
        this.context = context;
        this.lanes = lanes;
    }

    OutgoingMessage prepare(Message message) {
        return new OutgoingMessage(
                lanes.of(message.subject()),
                MessageCatalogue.channelOf(message).value(),
                message.subject(),
                context.traceparent(),
                context.correlationId(),
                Stream.concat(Stream.of(message), message.earlierVersions().stream())
                        .map(this::checked)
                        .toList());
    }

    private Version checked(Message message) {
        var version = new Version(MessageCatalogue.typeOf(message.getClass()), json.write(message));
        validation.check(version.type(), version.payload());
        return version;
    }
}
