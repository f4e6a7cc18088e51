package dev.tandem.system.delivery;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.system.Project;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each executable jar says which libraries it contains, as a CycloneDX document, and says the truth. */
class BillOfMaterialsIT {

    static Stream<String> services() {
        return Project.services();
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_lists_the_libraries_that_its_jar_contains(String service) {
        var jar = ServiceJar.of(service);

        assertThat(jar.contained())
                .hasSizeGreaterThan(50)
                .extracting(Library::file)
                .anyMatch(file -> file.startsWith("shared-messaging-"))
                .anyMatch(file -> file.startsWith("spring-boot-"));
        assertThat(jar.listed())
                .as("the list, which Maven makes anew only while it is online")
                .containsExactlyInAnyOrderElementsOf(jar.contained());
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_document_is_about_the_service(String service) {
        var document = ServiceJar.of(service).list();

        assertThat(document.path("bomFormat").asString()).isEqualTo("CycloneDX");
        var subject = document.path("metadata").path("component");
        assertThat(subject.path("group").asString()).isEqualTo("dev.tandem");
        assertThat(subject.path("name").asString()).isEqualTo(service + "-service");
        assertThat(subject.path("type").asString()).isEqualTo("application");
    }

    /** The comparison fails for a jar that differs from its list. */
    @Nested
    class The_comparison {

        private static final String KAFKA = "kafka-clients-";

        @TempDir
        private Path folder;

        @Test
        void finds_a_library_that_is_not_listed() throws IOException {
            var changed = change(content -> Files.writeString(content.resolve("smuggled-1.0.jar"), "anything"));

            assertThat(changed.contained())
                    .filteredOn(not(changed.listed()::contains))
                    .extracting(Library::file)
                    .containsExactly("smuggled-1.0.jar");
        }

        @Test
        void finds_a_listed_library_that_is_missing() throws IOException {
            var changed = change(content -> Files.delete(kafkaIn(content)));

            assertThat(changed.listed())
                    .filteredOn(not(changed.contained()::contains))
                    .singleElement()
                    .satisfies(missing -> assertThat(missing.file()).startsWith(KAFKA));
        }

        @Test
        void finds_a_library_with_other_content() throws IOException {
            var changed = change(content -> Files.writeString(kafkaIn(content), "a class that nobody wrote"));

            assertThat(changed.contained())
                    .filteredOn(not(changed.listed()::contains))
                    .singleElement()
                    .satisfies(altered -> assertThat(altered.file()).startsWith(KAFKA));
        }

        @Test
        void finds_a_jar_without_a_list() throws IOException {
            var changed = change(content -> Files.delete(content.getRoot().resolve(ServiceJar.LIST)));

            assertThatThrownBy(changed::listed).hasMessageContaining("has no " + ServiceJar.LIST);
        }

        private interface Change {
            void to(Path libraries) throws IOException;
        }

        private ServiceJar change(Change change) throws IOException {
            var copy =
                    Files.copy(ServiceJar.of("notification").file(), folder.resolve("changed.jar"), REPLACE_EXISTING);
            try (FileSystem content = FileSystems.newFileSystem(copy)) {
                change.to(content.getPath("/" + ServiceJar.LIBRARIES));
            }
            return new ServiceJar(copy);
        }

        private static Path kafkaIn(Path libraries) throws IOException {
            try (var files = Files.list(libraries)) {
                return files.filter(file -> file.getFileName().toString().startsWith(KAFKA))
                        .findAny()
                        .orElseThrow();
            }
        }
    }
}
