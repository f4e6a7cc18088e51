package dev.tandem.inventory;

import dev.tandem.contracts.inventory.ReservationLine;
import dev.tandem.inventory.domain.ReservedUnits;
import java.util.List;

/** Converts the lines of a reservation between the contracts and the domain, for HTTP and for Kafka alike. */
public final class ContractLines {

    private ContractLines() {}

    public static List<ReservedUnits> toDomain(List<ReservationLine> lines) {
        return lines.stream()
                .map(line -> new ReservedUnits(line.sku(), line.quantity()))
                .toList();
    }

    public static List<ReservationLine> toContract(List<ReservedUnits> units) {
        return units.stream()
                .map(each -> new ReservationLine(each.sku(), each.quantity()))
                .toList();
    }
}
