package dev.tandem.warmup;

import java.util.Map;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Has a service warm up and exit: without listeners, relay and schedules, it takes part in nothing. A start-up cache
 * (JEP 514) is recorded from such a run, so that it holds the code that the first requests need.
 */
@AutoConfiguration(before = LifecycleAutoConfiguration.class, after = WarmUpAutoConfiguration.class)
@ConditionalOnProperty("tandem.warm-up.only")
class WarmUpOnlyAutoConfiguration {

    /** Starts the web server, for the requests of the rehearsals, and nothing else. */
    @Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
    static DefaultLifecycleProcessor webServerOnly() {
        return new DefaultLifecycleProcessor() {
            @Override
            protected Map<String, Lifecycle> getLifecycleBeans() {
                var beans = super.getLifecycleBeans();
                beans.values()
                        .removeIf(
                                bean -> !bean.getClass().getName().startsWith("org.springframework.boot.web.server."));
                return beans;
            }
        };
    }

    @Bean
    static BeanDefinitionRegistryPostProcessor noSchedules() {
        return registry -> removeIfThere(registry, TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
    }

    private static void removeIfThere(BeanDefinitionRegistry registry, String bean) {
        if (registry.containsBeanDefinition(bean)) {
            registry.removeBeanDefinition(bean);
        }
    }

    /** Runs after the warm-up. */
    @Bean
    @Order(1)
    ApplicationRunner end(ConfigurableApplicationContext context) {
        return _ -> System.exit(SpringApplication.exit(context));
    }
}
