package dev.tandem.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the simulated provider takes when it plays a fault, compared with the client's read timeout of two seconds.
 *
 * @param slow just within the timeout
 * @param silence beyond the timeout
 * @param late how long it takes to decide a charge that it answers after a minute
 */
@ConfigurationProperties("tandem.simulated-provider")
record SimulatedProviderSettings(
        @DefaultValue("1500ms") Duration slow,
        @DefaultValue("5s") Duration silence,
        @DefaultValue("1m") Duration late) {}
