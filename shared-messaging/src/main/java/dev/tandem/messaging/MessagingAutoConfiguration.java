package dev.tandem.messaging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The settings and the tables of this module; each part of it has a configuration of its own. */
@AutoConfiguration
@EnableConfigurationProperties(MessagingSettings.class)
class MessagingAutoConfiguration {

    @Bean
    MessagingSchema messagingSchema(MessagingSettings settings) {
        return new MessagingSchema(settings);
    }
}
