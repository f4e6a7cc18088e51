package dev.tandem.payment.application.fingerprint;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secret keys that are used to make fingerprints of payment requests. The fingerprints show whether two requests
 * are different.
 *
 * @param fingerprintKeys each at least 32 characters; the first one makes new fingerprints, and all are tried when a
 *     request is compared. Change a key in two rollouts. In the first, put the new key after the old one, on all
 *     instances. In the second, put the new key before the old one
 */
@ConfigurationProperties("tandem.payment")
public record FingerprintSettings(@DefaultValue List<String> fingerprintKeys) {

    /** Keys are secret. */
    @Override
    public String toString() {
        return "FingerprintSettings[" + fingerprintKeys.size() + " keys]";
    }
}
