package dev.tandem.sealing.stored;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token that is to be sealed with the current key: it has the seal of another one, or none at all. */
record StoredToken(
        UUID orderId, @Nullable String sealed, @Nullable String plain) {

    /** Tokens are secret. */
    @Override
    public String toString() {
        return "StoredToken[" + orderId + "]";
    }
}
