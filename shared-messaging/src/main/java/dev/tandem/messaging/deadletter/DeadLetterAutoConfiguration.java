package dev.tandem.messaging.deadletter;

import dev.tandem.messaging.Inbox;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Stores dead letters, and shows them to operators. */
@AutoConfiguration
class DeadLetterAutoConfiguration {

    @Bean
    DeadLetterStore deadLetterStore(JdbcClient jdbc) {
        return new DeadLetterStore(jdbc);
    }

    @Bean
    ReadyLetters readyLetters(JdbcClient jdbc) {
        return new ReadyLetters(jdbc);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc, Inbox inbox, TransactionOperations transactions) {
        return new JdbcDeadLetters(jdbc, inbox, transactions);
    }

    @Bean
    DeadLetterSweep deadLetterSweep() {
        return new DeadLetterSweep();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Endpoint.class)
    static class WithActuator {

        @Bean
        DeadLetterEndpoint deadLetterEndpoint(DeadLetters deadLetters) {
            return new DeadLetterEndpoint(deadLetters);
        }
    }
}
