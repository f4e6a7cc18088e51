package dev.tandem.testing.infrastructure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Gives a test's application context a real, empty PostgreSQL database and a real Kafka broker. The owner of the
 * database creates the tables, and the service connects as another role, which may not change them, as in production.
 * Every message that it publishes is checked, and refused if it violates its schema.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@TestPropertySource(
        properties = {
            "tandem.database.migrate=true",
            "tandem.messaging.validation.share=1",
            "tandem.messaging.validation.refuse=true",
            "tandem.warm-up.enabled=false"
        })
@Import(RealInfrastructureConfiguration.class)
public @interface RealInfrastructure {}
