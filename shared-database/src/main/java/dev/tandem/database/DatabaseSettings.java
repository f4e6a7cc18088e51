package dev.tandem.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service deals with its database.
 *
 * @param lockTimeout the longest wait for a lock that another transaction holds; {@code database.yml} sets it on each
 *     connection
 * @param migrate whether this process is the owner of the tables and changes them at its start; a service that is not
 *     makes sure that they are up to date
 */
@ConfigurationProperties("tandem.database")
record DatabaseSettings(
        @DefaultValue("750ms") Duration lockTimeout,
        @DefaultValue("false") boolean migrate) {}
