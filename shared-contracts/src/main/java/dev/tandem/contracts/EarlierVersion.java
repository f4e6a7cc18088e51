package dev.tandem.contracts;

/**
 * A message as it was before a breaking change. The log has messages of it, and for a time they are still written; whoever
 * reads one turns it into the present version first, so no handler ever sees it.
 */
public interface EarlierVersion extends Message {

    /** The same in the version that came next. */
    Message upcast();
}
