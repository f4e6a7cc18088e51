package dev.tandem.messaging.wire;

import dev.tandem.messaging.Inbox;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Reads and writes messages. */
@AutoConfiguration
class WireAutoConfiguration {

    @Bean
    MessageJson messageJson() {
        return new MessageJson();
    }

    @Bean
    MessageContext messageContext(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new MessageContext(
                tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    MessagingRehearsal messagingRehearsal(MessageJson json, Inbox inbox) {
        return new MessagingRehearsal(json, inbox);
    }
}
