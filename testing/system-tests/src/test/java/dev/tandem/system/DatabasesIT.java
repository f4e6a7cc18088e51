package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.local.LocalStack;
import dev.tandem.local.settings.ServiceDefinition;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each service has a database, and a user that cannot open the database of any other service. */
@ExtendWith(WholeSystem.class)
class DatabasesIT {

    private final LocalStack system;

    DatabasesIT(LocalStack system) {
        this.system = system;
    }

    @Test
    void a_user_opens_its_own_database_and_no_other() {
        for (var user : databases()) {
            assertThatCode(() -> connect(user, user)).doesNotThrowAnyException();
            databases().stream().filter(other -> !other.equals(user)).forEach(other -> assertRefused(user, other));
        }
    }

    private void assertRefused(String user, String database) {
        assertThatThrownBy(() -> connect(user, database))
                .as("%s opens %s", user, database)
                .hasMessageContaining("permission denied for database");
    }

    private List<String> databases() {
        return system.settings().services().stream()
                .map(ServiceDefinition::database)
                .toList();
    }

    private void connect(String user, String database) throws SQLException {
        var url =
                "jdbc:postgresql://localhost:%d/%s".formatted(system.settings().postgresPort(), database);
        DriverManager.getConnection(url, user, user).close();
    }
}
