package dev.tandem.payment.application;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys by which requests for a payment are told apart.
 *
 * @param fingerprintKeys each at least 32 characters; the first makes new fingerprints, and all are tried when a request is
 *     compared. A key is changed in two rollouts: first the new one behind the old one on all instances, then before it
 */
@ConfigurationProperties("tandem.payment")
public record FingerprintSettings(@DefaultValue List<String> fingerprintKeys) {

    /** Keys are secret. */
    @Override
    public String toString() {
        return "FingerprintSettings[" + fingerprintKeys.size() + " keys]";
    }
}
