package dev.tandem.simulation;

import dev.tandem.simulation.database.Database;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** The Spring context of each service: its real classes, and fakes of everything around them. */
final class Beans {

    private Beans() {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan({"dev.tandem.order.application", "dev.tandem.order.messaging"})
    @ComponentScan(
            basePackages = "dev.tandem.order.clients",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.(RemoteCalls|RestCheckoutSteps)"))
    static class OrderService {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan({"dev.tandem.inventory.application", "dev.tandem.inventory.messaging"})
    @ComponentScan(
            basePackages = "dev.tandem.inventory.web",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.InventoryController"))
    static class InventoryService {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan({"dev.tandem.payment.application", "dev.tandem.payment.messaging"})
    @ComponentScan(
            basePackages = "dev.tandem.payment.web",
            useDefaultFilters = false,
            includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.PaymentController"))
    static class PaymentService {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan({"dev.tandem.notification.application", "dev.tandem.notification.messaging"})
    static class NotificationService {}

    static ApplicationContext of(Class<?> service, Database database, Object... fakes) {
        var context = new AnnotationConfigApplicationContext();
        var beans = context.getBeanFactory();
        beans.registerSingleton("database", database);
        beans.registerSingleton("transactions", new TransactionTemplate(database));
        for (var fake : fakes) {
            beans.registerSingleton("fake" + beans.getSingletonCount(), fake);
        }
        context.register(service);
        context.refresh();
        return context;
    }

    /** The default settings. */
    static <T> T defaults(String prefix, Class<T> settings) {
        return new Binder(new MapConfigurationPropertySource()).bindOrCreate(prefix, settings);
    }

    /**
     * Guards that depend on real time would make runs differ. So each call is tried once, and no breaker opens.
     */
    static RetryRegistry retries() {
        var retries = RetryRegistry.of(RetryConfig.custom().maxAttempts(1).build());
        remoteCalls().forEach(retries::retry);
        return retries;
    }

    static CircuitBreakerRegistry breakers() {
        var breakers = CircuitBreakerRegistry.ofDefaults();
        remoteCalls().forEach(remoteCall -> breakers.circuitBreaker(remoteCall).transitionToDisabledState());
        return breakers;
    }

    static BulkheadRegistry bulkheads() {
        var bulkheads = BulkheadRegistry.of(
                BulkheadConfig.custom().maxConcurrentCalls(1000).build());
        remoteCalls().forEach(bulkheads::bulkhead);
        return bulkheads;
    }

    /** The names of order-service's remote calls, which are internal to it. */
    private static List<String> remoteCalls() {
        var remoteCalls =
                ClassUtils.resolveClassName("dev.tandem.order.clients.RemoteCall", Beans.class.getClassLoader());
        return Arrays.stream(remoteCalls.getEnumConstants())
                .map(remoteCall -> remoteCall.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** An implementation that does nothing, and rejects calls that expect a result. */
    static <T> T noOp(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            if (method.getReturnType() != void.class) {
                throw new UnsupportedOperationException(method.toString());
            }
            return null;
        }));
    }
}
