package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog;
import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.deadletter.DeadLetters;
import dev.tandem.messaging.inbox.Consumers;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaAdmin;

/** Measures the {@link Backlog}. */
@AutoConfiguration
class MetricsAutoConfiguration {

    @Bean
    ConsumerLag consumerLag(KafkaAdmin admin) {
        return new ConsumerLag(() -> Admin.create(admin.getConfigurationProperties()));
    }

    @Bean
    OutboxBacklog outboxBacklog(JdbcClient jdbc, MessagingSettings settings) {
        return new OutboxBacklog(jdbc, settings.lanes(), settings.lease());
    }

    @Bean
    Backlog backlog(OutboxBacklog outbox, ConsumerLag lag) {
        return new MeasuredBacklog(outbox, lag);
    }

    @Bean
    MessagingMetrics messagingMetrics(
            Backlog backlog,
            OutboxBacklog outbox,
            DeadLetters deadLetters,
            Consumers consumers,
            @Value("${spring.application.name}") String service) {
        return new MessagingMetrics(backlog, outbox, deadLetters, consumers.topics(), service);
    }
}
