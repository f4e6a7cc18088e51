package dev.tandem.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a message on the wire, with its version: the CloudEvents {@code type}, for example order.confirmed.v1.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MessageType {

    /** The prefix of the type's name in the {@code $id} of its schema, which is the CloudEvents {@code dataschema}. */
    String SCHEMAS = "urn:tandem:contracts:";

    String value();
}
