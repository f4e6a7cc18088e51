package dev.tandem.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseScriptTests {

    @Test
    void gives_each_role_its_password() {
        assertThat(DatabaseScript.statements(role -> role + "'s"))
                .startsWith("create role orders_owner login password 'orders_owner''s'")
                .contains("create database orders owner orders_owner")
                .allSatisfy(statement -> assertThat(statement).doesNotContain("--", ":'", ";"));
    }
}
