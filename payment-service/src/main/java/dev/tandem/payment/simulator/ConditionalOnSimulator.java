package dev.tandem.payment.simulator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * Marks components that exist only where {@code tandem.simulated-provider.enabled} is {@code true}: never by default.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "tandem.simulated-provider.enabled", havingValue = "true")
@interface ConditionalOnSimulator {}
