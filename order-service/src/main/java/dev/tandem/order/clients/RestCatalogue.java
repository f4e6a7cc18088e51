package dev.tandem.order.clients;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.context.Deadline;
import dev.tandem.context.DeadlineExceededException;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.order.ContractValues;
import dev.tandem.order.application.Catalogue;
import dev.tandem.order.application.OrderSettings;
import dev.tandem.order.application.ServiceUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * The catalogue over REST. Names and prices are cached for a while, so that most orders need no remote call. Requests
 * that need a product at the same time share one call; a failed call is not cached.
 */
@Component
class RestCatalogue implements Catalogue {

    /** Enough for the products that sell often, and a few megabytes at most. */
    private static final int REMEMBERED = 10_000;

    private final InventoryApi inventory;
    private final RemoteCalls remoteCalls;
    private final Duration budget;
    private final Duration longestBudget;
    private final Clock clock;
    private final AsyncCache<String, Product> remembered;

    RestCatalogue(InventoryApi inventory, RemoteCalls remoteCalls, OrderSettings settings, Clock clock) {
        this.inventory = inventory;
        this.remoteCalls = remoteCalls;
        this.budget = settings.responseBudget();
        this.longestBudget = settings.maxResponseBudget();
        this.clock = clock;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(settings.priceMaxAge())
                .buildAsync();
    }

    @Override
    public List<Product> products() {
        return read(RemoteCall.PRODUCTS, Set.of());
    }

    @Override
    public Map<String, Product> find(Set<String> skus) {
        return await(remembered.getAll(skus, (unknown, _) -> load(Set.copyOf(unknown))));
    }

    /**
     * Loads on a thread of its own and with the usual budget. The time left of its first reader does not count, because
     * the other readers may have more.
     */
    private CompletableFuture<Map<String, Product>> load(Set<String> skus) {
        var context = MDC.getCopyOfContextMap();
        return CompletableFuture.supplyAsync(
                () -> {
                    MDC.setContextMap(context == null ? Map.of() : context);
                    return Deadline.in(budget, clock).call(() -> read(RemoteCall.PRICES, skus)).stream()
                            .collect(toMap(Product::sku, Function.identity()));
                },
                Thread::startVirtualThread);
    }

    /** Waits for the time that this reader has left. The call continues for the others. */
    private <T> T await(CompletableFuture<T> loading) {
        var left = Deadline.current().map(Deadline::left).orElse(longestBudget);
        try {
            return loading.get(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ServiceUnavailableException noAnswer
                    ? noPrices(requireNonNullElse(noAnswer.getCause(), noAnswer))
                    : new IllegalStateException("the prices cannot be read", failed);
        } catch (TimeoutException tooLate) {
            throw noPrices(new DeadlineExceededException());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw noPrices(interrupted);
        }
    }

    private static ServiceUnavailableException noPrices(Throwable cause) {
        return new ServiceUnavailableException(RemoteCall.PRICES.service(), cause);
    }

    /** An empty set reads all products. */
    private List<Product> read(RemoteCall remoteCall, Set<String> skus) {
        return remoteCalls.ask(remoteCall, () -> inventory.products(skus)).stream()
                .map(RestCatalogue::toDomain)
                .toList();
    }

    private static Product toDomain(dev.tandem.contracts.inventory.Product product) {
        var price = ContractValues.toDomain(product.price());
        return new Product(product.sku(), product.name(), price, product.available());
    }
}
