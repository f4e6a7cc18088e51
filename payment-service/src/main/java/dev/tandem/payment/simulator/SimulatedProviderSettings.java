package dev.tandem.payment.simulator;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the simulated provider takes when it plays a fault; seen against the client's read time-out of two seconds.
 *
 * @param slow just within the time-out
 * @param silence beyond it
 * @param late when it has decided what it answers after a minute
 */
@ConfigurationProperties("tandem.simulated-provider")
record SimulatedProviderSettings(
        @DefaultValue("1500ms") Duration slow,
        @DefaultValue("5s") Duration silence,
        @DefaultValue("1m") Duration late) {}
