package dev.tandem.messaging;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;

/** The settings and the tables of this module; each part of it has a configuration of its own. */
@AutoConfiguration
@EnableConfigurationProperties(MessagingSettings.class)
class MessagingAutoConfiguration {

    @Bean
    MessagingSchema messagingSchema(MessagingSettings settings) {
        return new MessagingSchema(settings);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({EntityManagerFactory.class, EntityManagerFactoryUtils.class})
    static class WithJpa {

        @Bean
        PendingChanges pendingChanges(EntityManagerFactory entityManagers) {
            return () -> {
                var entityManager = EntityManagerFactoryUtils.getTransactionalEntityManager(entityManagers);
                if (entityManager != null) {
                    entityManager.flush();
                }
            };
        }
    }
}
