package dev.tandem.system;

import static dev.tandem.system.DatabaseRoles.SIMULATOR;
import static dev.tandem.system.DatabaseRoles.isOwner;
import static dev.tandem.system.DatabaseRoles.mayOpen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalStack;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each role with each database of the running system, what is allowed and what is refused: by trying it, and from the
 * catalogue.
 */
@ExtendWith(WholeSystem.class)
class DatabasesIT {

    /** Statements that change a schema: only owners may. */
    private static final Map<String, String> CHANGES = Map.of(
            "create a table", "create table more (id int)",
            "create a schema", "create schema more",
            "create a temporary table", "create temporary table more (id int)",
            "create a function", "create function more() returns int language sql return 1",
            "alter a table", "alter table flyway_schema_history add column more int",
            "drop a table", "drop table flyway_schema_history",
            "drop the outbox", "drop table messaging.outbox");

    /** Statements about rows, by the privilege that they need. */
    private static final Map<String, String> WORK = Map.of(
            "select", "select from %s limit 1",
            "insert", "insert into %s default values",
            "update", "update %s set %s = default where false",
            "delete", "delete from %s where false",
            "truncate", "truncate %s");

    private final DatabaseRoles roles;

    DatabasesIT(LocalStack system) {
        this.roles = new DatabaseRoles(system);
    }

    @AfterEach
    void close() throws SQLException {
        roles.close();
    }

    @Test
    void a_role_opens_its_own_database_and_no_other() throws SQLException {
        for (var role : roles.roles()) {
            for (var database : everyDatabase()) {
                assertThat(roles.opens(role, database))
                        .as("%s opens %s", role, database)
                        .isEqualTo(mayOpen(role, database));
            }
        }
    }

    @Test
    void nobody_gets_in_with_a_wrong_password() throws SQLException {
        for (var role :
                Stream.concat(roles.roles().stream(), Stream.of("postgres")).toList()) {
            for (var database : everyDatabase()) {
                for (var password : List.of(role, "wrong")) {
                    assertThat(roles.opens(role, database, password))
                            .as("%s opens %s with %s", role, database, password)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void only_its_owner_changes_a_database() throws SQLException {
        for (var database : roles.databases()) {
            for (var role : openers(database)) {
                for (var change : CHANGES.entrySet()) {
                    assertThat(roles.may(role, database, change.getValue()))
                            .as("%s: %s in %s", role, change.getKey(), database)
                            .isEqualTo(isOwner(role));
                }
            }
        }
    }

    /** Nothing else of a table may be done by anybody who is not its owner. */
    @Test
    void services_read_and_write_rows_and_truncate_only_what_the_sweeps_truncate() throws SQLException {
        for (var database : roles.databases()) {
            for (var table : roles.tables(database)) {
                for (var role : openers(database)) {
                    for (var work : WORK.entrySet()) {
                        assertWork(role, database, table, work.getKey(), work.getValue());
                    }
                }
            }
        }
    }

    private void assertWork(String role, String database, String table, String privilege, String statement)
            throws SQLException {
        var expected = isAllowed(role, table, privilege);
        var column = roles.asSuperuser(database, """
                select quote_ident(attname) from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and attgenerated = '' and not attisdropped limit 1""".formatted(table)).getFirst();

        assertThat(roles.may(role, database, statement.formatted(table, column)))
                .as("%s: %s in %s", role, statement.formatted(table, column), database)
                .isEqualTo(expected);
        assertThat(roles.asSuperuser(
                        database, "select has_table_privilege('%s', '%s', '%s')".formatted(role, table, privilege)))
                .as("%s of %s to %s in the catalogue of %s", privilege, table, role, database)
                .containsExactly(expected ? "t" : "f");
    }

    private static boolean isAllowed(String role, String table, String privilege) {
        if (isOwner(role)) {
            return true;
        }
        if (!hasSchema(role, table)) {
            return false;
        }
        return switch (privilege) {
            case "select" -> true;
            case "truncate" -> table.matches("messaging\\.(outbox|inbox)_\\d+");
            default -> !table.endsWith(".flyway_schema_history");
        };
    }

    /** The service cannot see what its payment provider knows, nor the provider what the service knows. */
    private static boolean hasSchema(String role, String table) {
        return isOwner(role) || table.startsWith(SIMULATOR + ".") == role.equals(SIMULATOR);
    }

    @Test
    void no_role_can_become_more_than_it_is() throws SQLException {
        assertThat(roles.asSuperuser("postgres", """
                select rolname from pg_roles where rolname <> 'postgres' and rolname !~ '^pg_'
                and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)""")).isEmpty();
        assertThat(roles.asSuperuser("postgres", """
                select member::regrole from pg_auth_members where member::regrole::text !~ '^pg_'""")).isEmpty();
        assertThat(roles.asSuperuser(
                        "postgres", "select rolname from pg_roles where rolcanlogin and rolname <> 'postgres'"))
                .containsExactlyInAnyOrderElementsOf(roles.roles());
    }

    @Test
    void passwords_are_asked_for_everywhere_and_kept_as_verifiers() throws SQLException {
        assertThat(roles.asSuperuser("postgres", "select distinct auth_method from pg_hba_file_rules"))
                .containsExactly("scram-sha-256");
        assertThat(roles.asSuperuser("postgres", """
                select rolname from pg_authid where rolcanlogin and rolpassword not like 'SCRAM-SHA-256$%'""")).isEmpty();
    }

    private List<String> openers(String database) {
        return roles.roles().stream().filter(role -> mayOpen(role, database)).toList();
    }

    private List<String> everyDatabase() {
        return Stream.concat(roles.databases().stream(), Stream.of("postgres", "template1"))
                .toList();
    }
}
