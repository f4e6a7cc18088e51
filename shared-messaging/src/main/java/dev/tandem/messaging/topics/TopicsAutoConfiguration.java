package dev.tandem.messaging.topics;

import dev.tandem.messaging.MessagingSettings;
import dev.tandem.messaging.wire.KnownChannels;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/** Creates the topics of all known channels. */
@AutoConfiguration
class TopicsAutoConfiguration {

    @Bean
    Topics topics(KafkaAdmin admin, KnownChannels channels, MessagingSettings settings) {
        return new Topics(
                admin,
                channels.channels().stream()
                        .map(channel -> Topics.topic(channel, settings.topics()))
                        .toList());
    }
}
