package dev.tandem.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Imports what migrates the tables of a service, and nothing else of it. Each module that has a {@link ModuleSchema}
 * names its configuration in the file {@code META-INF/spring/dev.tandem.database.ImportSchemas.imports}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
@interface ImportSchemas {}
