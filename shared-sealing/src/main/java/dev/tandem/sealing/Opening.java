package dev.tandem.sealing;

/** The outcome of opening a sealed token. */
public sealed interface Opening {

    /** The token was sealed for this order, by a key that is known. */
    record Opened(String token) implements Opening {

        /** The token is secret. */
        @Override
        public String toString() {
            return "Opened[]";
        }
    }

    /** Another key has sealed the token, or a format that is newer: an instance with that key can open it. */
    record UnknownKey() implements Opening {}

    /** Nobody can open it: it was changed, or sealed for another order. */
    record Unreadable() implements Opening {}
}
