package dev.tandem.messaging.housekeeping;

import java.util.List;
import javax.sql.DataSource;

/** The housekeeper of a database, for tests without an application. */
public final class Housekeeping {

    private Housekeeping() {}

    public static AutoCloseable start(DataSource database, List<Sweep> sweeps) {
        var housekeeper = new Housekeeper(database, sweeps);
        housekeeper.start();
        return housekeeper::stop;
    }
}
