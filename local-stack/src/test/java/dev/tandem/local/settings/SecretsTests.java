package dev.tandem.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
