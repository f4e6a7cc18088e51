package dev.tandem.messaging.worker;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Checks whether the service's database answers. */
public record DatabaseCheck(DataSource database) {

    private static final int PATIENCE_SECONDS = 2;

    public boolean answers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException away) {
            return false;
        }
    }
}
