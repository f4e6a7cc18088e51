package dev.tandem.messaging.wire;

import static java.util.Objects.requireNonNull;

import dev.tandem.contracts.Message;
import dev.tandem.messaging.Inbox;
import dev.tandem.messaging.Inbox.Receipt;
import dev.tandem.warmup.Rehearsal;
import dev.tandem.warmup.Stage;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** Reads and writes a sample of each message, and handles one whose inbox entry is rolled back. */
final class MessagingRehearsal implements Rehearsal {

    private final KnownChannels channels;
    private final MessageJson json;
    private final Inbox inbox;

    MessagingRehearsal(KnownChannels channels, MessageJson json, Inbox inbox) {
        this.channels = channels;
        this.json = json;
        this.inbox = inbox;
    }

    @Override
    public void rehearse(Stage stage) throws IOException {
        for (var message : channels.messages()) {
            readAndWrite(message);
        }
        var receipt = new Receipt(UUID.randomUUID().toString(), Instant.now());
        stage.rolledBack(() -> inbox.once("rehearsal", receipt, () -> {}));
    }

    private void readAndWrite(Class<? extends Message> message) throws IOException {
        var file = "/contracts/present/%s.sample.json".formatted(MessageCatalogue.typeOf(message));
        try (var sample = requireNonNull(MessagingRehearsal.class.getResourceAsStream(file), file)) {
            json.write(json.read(sample.readAllBytes(), message));
        }
    }
}
