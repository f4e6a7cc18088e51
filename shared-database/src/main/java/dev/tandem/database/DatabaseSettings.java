package dev.tandem.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the database may keep this service waiting.
 *
 * @param lockTimeout for what another transaction has locked; {@code database.yml} gives it to each connection
 */
@ConfigurationProperties("tandem.database")
public record DatabaseSettings(@DefaultValue("750ms") Duration lockTimeout) {}
