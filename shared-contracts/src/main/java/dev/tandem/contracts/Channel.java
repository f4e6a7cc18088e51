package dev.tandem.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The Kafka topic that carries the messages of a sealed interface. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Channel {

    /** Name of the topic. */
    String value();

    /** The service that says it, or, if it is told to do something, the one that tells it: its {@code ce_source}, without the slash. */
    String from();

    /** The services that listen, each as one consumer group of its name. */
    String[] to();

    /** How many partitions the topic is created with: the most consumers of one group that can share its work. */
    int partitions() default 6;

    /** How many days Kafka keeps a message, read or not. */
    int retentionDays() default 7;

    /** The versions of its messages that no handler sees any more. None that was released is ever taken out. */
    Class<? extends EarlierVersion>[] earlierVersions() default {};
}
