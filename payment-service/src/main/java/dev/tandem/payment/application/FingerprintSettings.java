package dev.tandem.payment.application;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys of the fingerprints that distinguish requests for a payment.
 *
 * @param fingerprintKeys each at least 32 characters; the first one makes new fingerprints, and all are tried when a
 *     request is compared. Change a key in two rollouts: first put the new key behind the old one on all instances,
 *     then before it
 */
@ConfigurationProperties("tandem.payment")
public record FingerprintSettings(@DefaultValue List<String> fingerprintKeys) {

    /** Keys are secret. */
    @Override
    public String toString() {
        return "FingerprintSettings[" + fingerprintKeys.size() + " keys]";
    }
}
