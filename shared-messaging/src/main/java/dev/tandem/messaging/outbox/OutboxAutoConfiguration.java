package dev.tandem.messaging.outbox;

import dev.tandem.database.SingleStatements;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.Outbox;
import dev.tandem.messaging.wire.MessageContext;
import dev.tandem.messaging.wire.MessageJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provides the {@link Outbox} of a service. */
@AutoConfiguration
class OutboxAutoConfiguration {

    @Bean
    Lanes lanes(MessagingSettings settings) {
        return new Lanes(settings.lanes());
    }

    @Bean
    OutgoingValidation outgoingValidation(
            MessageJson json, MessagingSettings settings, ObjectProvider<MeterRegistry> meters) {
        return new OutgoingValidation(json, settings.validation(), meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    Outbox outbox(
            JdbcClient jdbc,
            MessageJson json,
            OutgoingValidation validation,
            SingleStatements statements,
            MessageContext context,
            Lanes lanes,
            RelaySignal relay) {
        return new JdbcOutbox(
                new OutgoingMessages(json, validation, context, lanes), new OutboxRows(jdbc), statements, relay);
    }
}
