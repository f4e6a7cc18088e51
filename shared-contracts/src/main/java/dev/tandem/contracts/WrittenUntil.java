package dev.tandem.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The last day on which an {@link EarlierVersion} is still written beside the present one. By then its readers know the
 * present one, or they hear nothing more.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WrittenUntil {

    /** A date as in ISO 8601. */
    String value();
}
