package dev.tandem.web.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits the size of requests. The limits for the depth and the length of their JSON are in {@code http.yml}.
 *
 * @param maxBodySize the longest body that is read; about ten times the longest order
 */
@ConfigurationProperties("tandem.http")
record HttpSettings(@DefaultValue("64KB") DataSize maxBodySize) {

    HttpSettings {
        if (maxBodySize.toBytes() < 1) {
            throw new IllegalArgumentException("tandem.http.max-body-size must be positive");
        }
    }
}
