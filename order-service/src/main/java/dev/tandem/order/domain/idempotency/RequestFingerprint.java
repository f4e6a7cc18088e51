package dev.tandem.order.domain.idempotency;

import java.util.List;

/**
 * Identifies the content of a request without storing it: requests with the same content have the same fingerprint, and
 * requests with different content have different ones.
 *
 * @param value the fingerprint to store
 * @param others the fingerprints that the same content may have been given before: with another key, or by an earlier
 *     build
 */
public record RequestFingerprint(String value, List<String> others) {

    public RequestFingerprint {
        others = List.copyOf(others);
    }

    /** Whether a stored fingerprint was made of the same content. */
    public boolean matches(String stored) {
        return value.equals(stored) || others.contains(stored);
    }
}
