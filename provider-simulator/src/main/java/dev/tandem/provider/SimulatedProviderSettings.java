package dev.tandem.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The simulated provider: as which role it connects to the database, and how long it takes when it plays a fault,
 * compared with the client's read timeout of two seconds.
 *
 * @param user the role that alone may use its tables; {@code null} for that of the service
 * @param slow just within the timeout
 * @param silence beyond the timeout
 * @param late how long it takes to decide a charge that it answers after a minute
 */
@ConfigurationProperties("tandem.simulated-provider")
record SimulatedProviderSettings(
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("1500ms") Duration slow,
        @DefaultValue("5s") Duration silence,
        @DefaultValue("1m") Duration late) {

    /** Without the password. */
    @Override
    public String toString() {
        return "SimulatedProviderSettings[user=" + user + "]";
    }
}
