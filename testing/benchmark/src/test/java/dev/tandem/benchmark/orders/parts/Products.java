package dev.tandem.benchmark.orders.parts;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The products that are ordered: eight, so that orders seldom wait for each other's stock. */
public final class Products {

    private static final List<String> SKUS = List.of(
            "MUG-BLUE", "MUG-RED", "CAP-BLACK", "PEN-BLACK", "BAG-CANVAS", "DESK-LAMP", "MOUSE-PAD", "NOTEBOOK-A5");

    private Products() {}

    public static String any() {
        return SKUS.get(ThreadLocalRandom.current().nextInt(SKUS.size()));
    }
}
