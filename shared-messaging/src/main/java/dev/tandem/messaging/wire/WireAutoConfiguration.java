package dev.tandem.messaging.wire;

import dev.tandem.messaging.AdditionalChannels;
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
    KnownChannels knownChannels(ObjectProvider<AdditionalChannels> additional) {
        return KnownChannels.with(additional.orderedStream());
    }

    @Bean
    MessageJson messageJson(KnownChannels channels) {
        return new MessageJson(channels);
    }

    @Bean
    Retention retention(KnownChannels channels) {
        return Retention.longest(channels);
    }

    @Bean
    MessageContext messageContext(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new MessageContext(
                tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    MessagingRehearsal messagingRehearsal(KnownChannels channels, MessageJson json, Inbox inbox) {
        return new MessagingRehearsal(channels, json, inbox);
    }
}
