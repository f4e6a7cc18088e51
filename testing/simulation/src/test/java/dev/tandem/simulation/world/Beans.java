package dev.tandem.simulation.world;

import dev.tandem.sealing.SealingSettings;
import dev.tandem.simulation.database.Database;
import java.lang.reflect.Proxy;
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

/** The Spring context of each service: its real classes, and fakes of everything around them. */
final class Beans {

    /** The key of the simulated services that seal or open payment tokens. */
    static final SealingSettings SEALING = new SealingSettings("YS1rZXktb2YtdGhlLXNpbXVsYXRpb24tMTIzNDU2Nzg", "");

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
