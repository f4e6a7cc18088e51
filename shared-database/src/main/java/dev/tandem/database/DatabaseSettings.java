package dev.tandem.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the database may keep this service waiting.
 *
 * @param lockTimeout the longest wait for a lock that another transaction holds; {@code database.yml} sets it on each
 *     connection
 */
@ConfigurationProperties("tandem.database")
record DatabaseSettings(@DefaultValue("750ms") Duration lockTimeout) {}
