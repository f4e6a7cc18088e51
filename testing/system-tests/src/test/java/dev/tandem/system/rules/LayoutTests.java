package dev.tandem.system.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.tandem.system.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packages of all modules, in production and test code: none is too large, and none forms a circle with others. A
 * type of the platform is short.
 */
class LayoutTests {

    private static final int MOST_FILES = 20;
    private static final int MOST_LINES = 150;
    private static final String FIXTURES = "dev.tandem.fixture..";

    static Stream<String> modules() {
        return Project.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packages_have_no_circle(String module) {
        checkCircles(module, "classes");
    }

    /** Tests may use all packages of production code, so only the dependencies among tests count. */
    @ParameterizedTest
    @MethodSource("modules")
    void packages_of_tests_have_no_circle(String module) {
        checkCircles(module, "test-classes");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packages_are_small(String module) throws IOException {
        assertThat(largePackages(Project.file(module).resolve("src"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("platform")
    void types_of_the_platform_are_short(String module) throws IOException {
        assertThat(longTypes(Project.file(module).resolve("src/main/java"))).isEmpty();
    }

    static Stream<String> platform() {
        return modules().filter(module -> module.startsWith("shared-") || module.equals("local-stack"));
    }

    private static void checkCircles(String module, String folder) {
        var target = Project.file(module).resolve("target");
        assertThat(target).as("build the modules first").isDirectory();
        var classes = new ClassFileImporter().importPath(target.resolve(folder));

        noCircles("dev.tandem").check(classes.that(resideOutsideOfPackage(FIXTURES)));
    }

    private static ArchRule noCircles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** The packages with more than twenty source files; {@code package-info.java} is not counted. */
    private static List<Path> largePackages(Path sources) throws IOException {
        try (var files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .collect(groupingBy(Path::getParent, counting()))
                    .entrySet()
                    .stream()
                    .filter(count -> count.getValue() > MOST_FILES)
                    .map(count -> sources.relativize(count.getKey()))
                    .toList();
        }
    }

    /** The files of more than 150 lines; blank lines and imports are not counted. */
    private static List<Path> longTypes(Path sources) throws IOException {
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java") && lines(file) > MOST_LINES)
                    .map(sources::relativize)
                    .toList();
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
                    .count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The rules fail for what they forbid. */
    @Nested
    class The_rules {

        private static final String WRONG = "dev.tandem.fixture.wrong";

        private final JavaClasses wrong = new ClassFileImporter().importPackages(WRONG);

        @Test
        void find_a_circle_of_packages() {
            assertThatThrownBy(() -> noCircles(WRONG).check(wrong))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Cycle detected")
                    .hasMessageContaining("GoesInACircle");
        }

        @Test
        void find_a_package_of_more_than_twenty_files(@TempDir Path sources) throws IOException {
            var crowded = Files.createDirectories(sources.resolve("crowded"));
            Files.createFile(crowded.resolve("package-info.java"));
            for (var i = 1; i <= MOST_FILES; i++) {
                Files.createFile(crowded.resolve("Type" + i + ".java"));
            }
            assertThat(largePackages(sources)).isEmpty();

            Files.createFile(crowded.resolve("OneMore.java"));
            assertThat(largePackages(sources)).containsExactly(Path.of("crowded"));
        }

        @Test
        void find_a_type_of_more_than_150_lines(@TempDir Path sources) throws IOException {
            var type = sources.resolve("Long.java");
            Files.writeString(type, "package any;\n\nimport java.util.List;\n\n" + "// a line\n\n".repeat(MOST_LINES));
            assertThat(longTypes(sources)).isEmpty();

            Files.writeString(type, "// one more\n", StandardOpenOption.APPEND);
            assertThat(longTypes(sources)).containsExactly(Path.of("Long.java"));
        }

        @Test
        void look_at_every_module() throws IOException {
            assertThat(modules()).contains("order-service", "shared-messaging", "testing/simulation");
        }
    }
}
