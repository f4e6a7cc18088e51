package dev.tandem.system;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.local.LocalStack;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service has a database, and a user that cannot open the database of any other service. */
@ExtendWith(WholeSystem.class)
class DatabasesIT {

    private static final List<String> DATABASES = List.of("orders", "payment", "inventory", "notification");

    private final LocalStack system;

    DatabasesIT(LocalStack system) {
        this.system = system;
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "payment", "inventory", "notification"})
    void a_user_opens_its_own_database_and_no_other(String user) {
        assertThatCode(() -> connect(user, user)).doesNotThrowAnyException();
        DATABASES.stream()
                .filter(other -> !other.equals(user))
                .forEach(other -> assertThatThrownBy(() -> connect(user, other))
                        .as("%s opens %s", user, other)
                        .hasMessageContaining("permission denied for database"));
    }

    private void connect(String user, String database) throws SQLException {
        var url =
                "jdbc:postgresql://localhost:%d/%s".formatted(system.settings().postgresPort(), database);
        DriverManager.getConnection(url, user, user).close();
    }
}
