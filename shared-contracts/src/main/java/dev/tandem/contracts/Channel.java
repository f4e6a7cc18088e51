package dev.tandem.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The Kafka topic that carries the messages of a sealed interface. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Channel {

    /** The name of the topic. */
    String value();

    /** The service that publishes the events or sends the commands: their {@code ce_source}, without the slash. */
    String from();

    /** The services that consume the messages, each as one consumer group of its name. */
    String[] to();

    /** The number of partitions of a new topic: the most consumers of one group that can share its work. */
    int partitions() default 6;

    /**
     * The number of days after which Kafka may delete a message, read or not; at most 12. It takes a day longer at
     * most.
     */
    int retentionDays() default 7;

    /** The earlier versions of its messages, which no handler sees any more. A released version is never removed. */
    Class<? extends EarlierVersion>[] earlierVersions() default {};
}
