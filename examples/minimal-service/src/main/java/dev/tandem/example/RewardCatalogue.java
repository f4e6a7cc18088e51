package dev.tandem.example;

import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.Product;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The rewards: the products that inventory-service has in stock, at a price in points. */
@Component
class RewardCatalogue {

    private static final long CENTS_PER_POINT = 5;

    private final InventoryApi inventory;
    private final GuardedCall guardedCall;

    RewardCatalogue(InventoryApi inventory, GuardedCall guardedCall) {
        this.inventory = inventory;
        this.guardedCall = guardedCall;
    }

    /**
     * Lists what a customer can have for this many points.
     *
     * @throws GuardedCall.NoAnswerException if inventory-service gives no answer in time
     */
    List<Reward> affordable(long points) {
        return guardedCall.ask(() -> inventory.products(Set.of())).stream()
                .filter(product -> product.available() > 0)
                .map(RewardCatalogue::toReward)
                .filter(reward -> reward.points() <= points)
                .toList();
    }

    private static Reward toReward(Product product) {
        return new Reward(
                product.sku(), product.name(), Math.ceilDiv(product.price().amount(), CENTS_PER_POINT));
    }
}
