package dev.tandem.database;

import java.sql.SQLException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Records the limits of the connection on which Flyway migrates. */
final class SeeLimits extends BaseCallback {

    private final StringBuilder seen;

    SeeLimits(StringBuilder seen) {
        this.seen = seen;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try (var statement = context.getConnection().createStatement();
                var row = statement.executeQuery("""
                        select format('statement %s, idle %s, lock %s', current_setting('statement_timeout'),
                            current_setting('idle_in_transaction_session_timeout'), current_setting('lock_timeout'))""")) {
            row.next();
            seen.append(row.getString(1))
                    .append(", socket ")
                    .append(context.getConnection().getNetworkTimeout());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
