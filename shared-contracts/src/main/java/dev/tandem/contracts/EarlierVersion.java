package dev.tandem.contracts;

/**
 * A message as it was before a breaking change. Topics contain messages of it, and for a time they are still published.
 * A consumer turns each into the present version first, so no handler ever sees it.
 */
public interface EarlierVersion extends Message {

    /** The same message in the next version. */
    Message upcast();
}
