package dev.tandem.order.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.context.Deadline;
import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.Product;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.order.OrderFixtures;
import dev.tandem.order.application.Catalogue;
import dev.tandem.order.application.ServiceUnavailableException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.web.client.ResourceAccessException;

/** Concurrent readers of a price that is not cached share one call of inventory-service. */
class RestCatalogueTests {

    private final SlowInventory inventory = new SlowInventory();
    private final RestCatalogue catalogue =
            new RestCatalogue(inventory, remoteCalls(), OrderFixtures.SETTINGS, Clock.systemUTC());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void no_thread_is_left() {
        inventory.hold.countDown();
        threads.shutdownNow();
    }

    @Test
    void all_readers_of_one_price_share_one_call() throws Exception {
        var readers = IntStream.range(0, 200)
                .mapToObj(_ -> read(Duration.ofSeconds(10), "MUG-BLUE"))
                .toList();
        await().until(() -> inventory.asked.size() == 1);
        inventory.hold.countDown();

        for (var reader : readers) {
            assertThat(reader.get(10, TimeUnit.SECONDS)).containsOnlyKeys("MUG-BLUE");
        }
        assertThat(inventory.asked).containsExactly(Set.of("MUG-BLUE"));
    }

    @Test
    void a_reader_loads_only_what_no_other_reader_is_loading() throws Exception {
        var one = read(Duration.ofSeconds(10), "MUG-BLUE", "MUG-RED");
        await().until(() -> inventory.asked.size() == 1);
        var other = read(Duration.ofSeconds(10), "MUG-RED", "PEN-BLACK");
        await().until(() -> inventory.asked.size() == 2);
        inventory.hold.countDown();

        assertThat(one.get(10, TimeUnit.SECONDS)).containsOnlyKeys("MUG-BLUE", "MUG-RED");
        assertThat(other.get(10, TimeUnit.SECONDS)).containsOnlyKeys("MUG-RED", "PEN-BLACK");
        assertThat(inventory.asked).containsExactly(Set.of("MUG-BLUE", "MUG-RED"), Set.of("PEN-BLACK"));
    }

    @Test
    void a_reader_without_time_leaves_and_the_others_get_the_price() throws Exception {
        var impatient = read(Duration.ofMillis(100), "MUG-BLUE");
        await().until(() -> inventory.asked.size() == 1);
        var patient = read(Duration.ofSeconds(10), "MUG-BLUE");

        assertThatThrownBy(() -> impatient.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(ServiceUnavailableException.class);
        inventory.hold.countDown();

        assertThat(patient.get(5, TimeUnit.SECONDS)).containsOnlyKeys("MUG-BLUE");
        assertThat(inventory.asked).hasSize(1);
        assertThat(inventory.deadlines).singleElement().matches(Optional::isPresent, "the usual budget");
    }

    @Test
    void a_failed_read_is_not_cached() {
        inventory.hold.countDown();
        inventory.failing = true;
        assertThatThrownBy(() -> catalogue.find(Set.of("MUG-BLUE")))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessage("no answer from inventory-service")
                .hasCauseInstanceOf(ResourceAccessException.class);

        inventory.failing = false;

        assertThat(catalogue.find(Set.of("MUG-BLUE"))).containsOnlyKeys("MUG-BLUE");
        assertThat(catalogue.find(Set.of("MUG-BLUE"))).containsOnlyKeys("MUG-BLUE");
        assertThat(inventory.asked).hasSize(2);
    }

    @Test
    void an_unknown_product_is_left_out_and_not_cached() {
        inventory.hold.countDown();

        assertThat(catalogue.find(Set.of("NOPE"))).isEmpty();
        assertThat(catalogue.find(Set.of("NOPE"))).isEmpty();
        assertThat(inventory.asked).hasSize(2);
    }

    @Test
    void the_call_carries_the_correlation_id_of_its_first_reader() {
        inventory.hold.countDown();
        try (var _ = MDC.putCloseable("correlationId", "correlation")) {
            catalogue.find(Set.of("MUG-BLUE"));
        }

        assertThat(inventory.correlations).containsExactly("correlation");
    }

    private Future<Map<String, Catalogue.Product>> read(Duration budget, String... skus) {
        return threads.submit(() -> Deadline.in(budget, Clock.systemUTC()).call(() -> catalogue.find(Set.of(skus))));
    }

    private static RemoteCalls remoteCalls() {
        var retries = RetryRegistry.of(RetryConfig.custom().maxAttempts(1).build());
        var breakers = CircuitBreakerRegistry.ofDefaults();
        var bulkheads = BulkheadRegistry.ofDefaults();
        for (var remoteCall : RemoteCall.values()) {
            retries.retry(remoteCall.configured());
            breakers.circuitBreaker(remoteCall.configured());
            bulkheads.bulkhead(remoteCall.configured());
        }
        return new RemoteCalls(retries, breakers, bulkheads);
    }

    /** Answers when the test lets it. */
    private static final class SlowInventory implements InventoryApi {

        final List<Set<String>> asked = Collections.synchronizedList(new ArrayList<>());
        final List<Optional<Deadline>> deadlines = Collections.synchronizedList(new ArrayList<>());
        final List<String> correlations = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch hold = new CountDownLatch(1);
        volatile boolean failing;

        @Override
        public List<Product> products(@Nullable Set<String> skus) {
            var wanted = skus == null ? Set.<String>of() : skus;
            asked.add(wanted);
            deadlines.add(Deadline.current());
            correlations.add(String.valueOf(MDC.get("correlationId")));
            awaitRelease();
            if (failing) {
                throw new ResourceAccessException("connection refused");
            }
            return wanted.stream()
                    .filter(sku -> !sku.equals("NOPE"))
                    .map(sku -> new Product(sku, sku, new Money(1295, "EUR"), 10))
                    .toList();
        }

        private void awaitRelease() {
            try {
                hold.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public ReservationAnswer reserve(UUID orderId, ReserveStockRequest request) {
            throw new UnsupportedOperationException();
        }
    }
}
