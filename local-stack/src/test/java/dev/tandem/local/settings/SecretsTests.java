package dev.tandem.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.local.console.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {

    @TempDir
    Path home;

    @Test
    void are_random_and_stay() {
        var secrets = new Secrets(home);
        var first = secrets.of("order-service", "spring.datasource.password");

        assertThat(first).hasSizeGreaterThan(40);
        assertThat(secrets.of("payment-service", "spring.datasource.password")).isNotEqualTo(first);
        assertThat(new Secrets(home).of("order-service", "spring.datasource.password"))
                .isEqualTo(first);
    }

    @Test
    void are_readable_by_their_owner_alone() throws IOException {
        var secrets = new Secrets(home.resolve("secrets"));
        secrets.of("order-service", "spring.datasource.password");
        var folder = secrets.folder("order-service");

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("spring.datasource.password"))).isEqualTo("rw-------");
    }

    @Test
    void outlive_a_crash_in_the_middle_of_writing() throws IOException {
        var secrets = new Secrets(home);
        Files.createDirectories(secrets.folder("order-service"));
        Files.writeString(secrets.folder("order-service").resolve(".key.new"), "hal");

        assertThat(secrets.of("order-service", "key")).hasSizeGreaterThan(40);
        assertThat(secrets.folder("order-service")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void of_two_parts_come_back_from_the_part_that_has_kept_them() throws IOException {
        var secrets = new Secrets(home);
        secrets.shared("key", "order-service", "payment-service");
        var key = secrets.of("order-service", "key");
        Files.delete(secrets.folder("order-service").resolve("key"));

        secrets.shared("key", "order-service", "payment-service");

        assertThat(secrets.of("order-service", "key")).isEqualTo(key);
        assertThat(secrets.of("payment-service", "key")).isEqualTo(key);
    }

    @Test
    void of_two_parts_are_refused_if_they_differ() {
        var secrets = new Secrets(home);
        secrets.of("order-service", "key");
        secrets.of("payment-service", "key");

        assertThatThrownBy(() -> secrets.shared("key", "order-service", "payment-service"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("copy the one that is right over the other");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
