package dev.tandem.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The last day on which an {@link EarlierVersion} is still published beside the present one. Consumers that do not know
 * the present version by then receive no more of these messages.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WrittenUntil {

    /** A date in ISO 8601 format. */
    String value();
}
