package dev.tandem.inventory.web;

import dev.tandem.contracts.Money;
import dev.tandem.contracts.inventory.InventoryApi;
import dev.tandem.contracts.inventory.Product;
import dev.tandem.contracts.inventory.ReservationAnswer;
import dev.tandem.contracts.inventory.ReservationAnswer.Outcome;
import dev.tandem.contracts.inventory.ReserveStockRequest;
import dev.tandem.inventory.ContractLines;
import dev.tandem.inventory.application.BrowseCatalogue;
import dev.tandem.inventory.application.DifferentRequestException;
import dev.tandem.inventory.application.ReserveStock;
import dev.tandem.inventory.domain.Reservation;
import dev.tandem.web.problem.CommonProblem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;

/** Serves the other services. */
@RestController
class InventoryController implements InventoryApi {

    private final BrowseCatalogue catalogue;
    private final ReserveStock reserveStock;

    InventoryController(BrowseCatalogue catalogue, ReserveStock reserveStock) {
        this.catalogue = catalogue;
        this.reserveStock = reserveStock;
    }

    @Override
    public List<Product> products(@Nullable Set<String> skus) {
        var found = skus == null || skus.isEmpty() ? catalogue.all() : catalogue.named(skus);
        return found.stream().map(InventoryController::toContract).toList();
    }

    @Override
    public ReservationAnswer reserve(UUID orderId, ReserveStockRequest request) {
        return toContract(reserveStock.reserve(orderId, ContractLines.toDomain(request.lines())));
    }

    @ExceptionHandler
    ErrorResponse differentRequest(DifferentRequestException different) {
        return CommonProblem.DIFFERENT_REQUEST.because(
                "An earlier request for this order had other units. Nothing was reserved.");
    }

    private static ReservationAnswer toContract(Reservation reservation) {
        var outcome = switch (reservation.status()) {
            case HELD, COMMITTED -> Outcome.RESERVED;
            case REFUSED -> Outcome.OUT_OF_STOCK;
            case RELEASED, EXPIRED -> Outcome.RELEASED;
        };
        var lines = outcome == Outcome.RESERVED ? ContractLines.toContract(reservation.lines()) : null;
        return new ReservationAnswer(outcome, reservation.missingSkus(), lines);
    }

    private static Product toContract(dev.tandem.inventory.domain.Product product) {
        return new Product(
                product.sku(),
                product.name(),
                new Money(product.priceAmount(), product.priceCurrency()),
                product.available());
    }
}
