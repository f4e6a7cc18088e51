package dev.tandem.local.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script by which docker compose makes its secrets, beside those of {@code ./tandem up}. */
class ComposeSecretsTests {

    private static final Path SCRIPT = Path.of("../compose/secrets");

    @TempDir
    Path ofLauncher;

    @TempDir
    Path ofCompose;

    @BeforeEach
    void makeBoth() throws Exception {
        var services = StackSettings.of(Path.of("/project"), Map.of()).services();
        new ServiceSecrets(new Secrets(ofLauncher)).make(services);
        for (var part : namesOf(ofLauncher)) {
            Files.createDirectory(ofCompose.resolve(part));
        }
        run();
    }

    @Test
    void are_the_same_secrets_in_the_same_files() throws IOException {
        assertThat(secretsIn(ofCompose))
                .hasSameSizeAs(secretsIn(ofLauncher))
                .containsOnlyKeys(secretsIn(ofLauncher).keySet());
    }

    @Test
    void are_as_long_and_differ_where_they_have_to() throws IOException {
        var expected = secretsIn(ofLauncher);
        var made = secretsIn(ofCompose);

        assertThat(made.values().stream().distinct())
                .hasSameSizeAs(expected.values().stream().distinct().toList());
        assertThat(made)
                .allSatisfy((name, value) -> assertThat(value)
                        .as(name)
                        .hasSameSizeAs(String.valueOf(expected.get(name)))
                        .matches("[\\w-]+"));
    }

    @Test
    void stay() throws Exception {
        var before = secretsIn(ofCompose);

        run();

        assertThat(secretsIn(ofCompose)).isEqualTo(before);
    }

    @Test
    void are_made_although_an_earlier_start_was_interrupted() throws Exception {
        Files.delete(ofCompose.resolve("postgres/orders"));
        var part = Files.writeString(ofCompose.resolve("postgres/orders.part"), "half");
        assertThat(part.toFile().setReadOnly()).isTrue();

        run();

        assertThat(ofCompose.resolve("postgres/orders")).isRegularFile();
        assertThat(part).doesNotExist();
    }

    @Test
    void a_shared_one_comes_back_from_the_other_part() throws Exception {
        var before = secretsIn(ofCompose);
        Files.delete(ofCompose.resolve("order-service/tandem.payment-token.key"));

        run();

        assertThat(secretsIn(ofCompose)).isEqualTo(before);
    }

    @Test
    void shared_ones_that_differ_are_refused() throws Exception {
        var key = ofCompose.resolve("payment-service/tandem.payment-token.key");
        Files.delete(key);
        Files.writeString(key, "another");

        assertThatThrownBy(this::run)
                .hasMessageContaining("tandem.payment-token.key is not the same in order-service and payment-service");
    }

    private void run() throws Exception {
        var script = new ProcessBuilder("sh", SCRIPT.toString(), ofCompose.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor()).as(output).isZero();
    }

    private static List<String> namesOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Map<String, String> secretsIn(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(toMap(file -> folder.relativize(file).toString(), ComposeSecretsTests::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
