package dev.tandem.testing.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * Gives a test the {@link OpenApiDocument} of its service: the whole service, but nothing in it is started, and only
 * the beans that its controllers need are created. So it needs neither database nor broker.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "spring.main.lazy-initialization=true",
            "spring.flyway.enabled=false",
            "tandem.warm-up.enabled=false",
            "springdoc.auto-tag-classes=false",
            "springdoc.default-produces-media-type=application/json",
            // Each service documents its problems; they are not guessed from its exception handlers.
            "springdoc.override-with-generic-response=false",
            // Otherwise two nested records of the same name would be taken for one.
            "springdoc.use-fqn=true"
        })
@AutoConfigureMockMvc
@Import(OpenApiTestConfiguration.class)
public @interface OpenApiTest {}
