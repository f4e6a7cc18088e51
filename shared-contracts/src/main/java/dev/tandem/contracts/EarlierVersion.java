package dev.tandem.contracts;

/**
 * A message as it was before a breaking change. Topics contain messages of this earlier version, and services still
 * publish such messages for a time. A consumer first converts each of these messages to the present version, so no
 * handler ever sees an earlier version.
 */
public interface EarlierVersion extends Message {

    /** The same message in the next version. */
    Message upcast();
}
