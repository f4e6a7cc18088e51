package dev.tandem.sealing;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service that has a setting for the key what it needs to seal payment tokens. It cannot open them. */
@AutoConfiguration
@ConditionalOnProperty("tandem.payment-token.key")
@EnableConfigurationProperties(SealingSettings.class)
class SealingAutoConfiguration {

    @Bean
    TokenSealer tokenSealer(SealingSettings settings) {
        return new TokenSealer(settings);
    }

    @Bean
    KeyedFingerprints keyedFingerprints(SealingSettings settings) {
        return new KeyedFingerprints(settings);
    }
}
