package dev.tandem.testing.openapi;

import static org.springframework.scheduling.config.TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.MockMvc;

/** A service that starts nothing and only describes its API. */
@TestConfiguration(proxyBeanMethods = false)
class OpenApiTestConfiguration {

    @Bean
    OpenApiDocument openApiDocument(@Value("${spring.application.name}") String service, MockMvc http) {
        return new OpenApiDocument(service, http);
    }

    /** Replaces, by its name, the processor that starts relays, listeners and servers. */
    @Bean
    LifecycleProcessor lifecycleProcessor() {
        return new Standstill();
    }

    @Bean
    static BeanDefinitionRegistryPostProcessor nothingIsScheduled() {
        return beans -> {
            if (beans.containsBeanDefinition(SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)) {
                beans.removeBeanDefinition(SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
            }
        };
    }

    private static final class Standstill implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
