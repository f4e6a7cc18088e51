package dev.tandem.messaging.metrics;

import dev.tandem.messaging.Backlog;
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
    Backlog backlog(JdbcClient jdbc, ConsumerLag lag) {
        return new MeasuredBacklog(new OutboxBacklog(jdbc), lag);
    }

    @Bean
    MessagingMetrics messagingMetrics(
            Backlog backlog,
            DeadLetters deadLetters,
            Consumers consumers,
            @Value("${spring.application.name}") String service) {
        return new MessagingMetrics(backlog, deadLetters, consumers.topics(), service);
    }
}
