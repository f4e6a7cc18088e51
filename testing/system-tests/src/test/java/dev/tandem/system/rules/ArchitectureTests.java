package dev.tandem.system.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.tandem.sealing.Opening;
import dev.tandem.sealing.TokenOpener;
import dev.tandem.system.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** The inner structure of the services, and what no service may do. */
class ArchitectureTests {

    /** The services and their layers. A service omits a layer that it does not need. */
    enum Service {
        ORDER("domain", "application", "web", "messaging", "clients", "persistence", "startup"),
        INVENTORY("domain", "application", "web", "messaging", "persistence", "startup"),
        PAYMENT("domain", "application", "web", "messaging", "clients", "persistence", "startup"),
        NOTIFICATION("application", "web", "messaging", "mail", "persistence", "startup");

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
        private final List<String> layers;

        Service(String... layers) {
            this.layers = List.of(layers);
        }

        private String root() {
            return "dev.tandem." + shortName();
        }

        private String shortName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private JavaClasses classes() {
            return new ClassFileImporter().importPath(compiled(shortName() + "-service"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void arrows_point_inwards(Service service) {
        layers(service.root(), service.layers).check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void every_package_is_a_layer_that_is_checked(Service service) throws Exception {
        var root = Project.file("%s-service/src/main/java/%s"
                .formatted(service.shortName(), service.root().replace('.', '/')));
        try (var folders = Files.list(root)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(service.layers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void contracts_stop_at_the_border(Service service) {
        noClasses()
                .that(resideInAnyPackage(
                        service.root() + ".domain..",
                        service.root() + ".application..",
                        service.root() + ".persistence.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.tandem.contracts..", "dev.tandem.messaging.."))
                .check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void http_stops_at_the_border(Service service) {
        noClasses()
                .that(resideInAnyPackage(
                        service.root() + ".domain..",
                        service.root() + ".application..",
                        service.root() + ".persistence..",
                        service.root() + ".messaging.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework.http..", "org.springframework.web..", "java.net.http.."))
                .check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void only_shared_messaging_uses_kafka(Service service) {
        kafkaStaysOutside().check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void of_shared_messaging_only_the_api_is_used(Service service) {
        roomsBehindStayClosed("dev.tandem.messaging").check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void problems_come_from_the_catalogue(Service service) {
        problemsComeFromTheCatalogue().check(service.classes());
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER", "INVENTORY", "PAYMENT"})
    void the_domain_knows_the_jdk_only(Service service) {
        classes()
                .that(resideInAPackage(service.root() + ".domain.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(service.root() + ".domain..", "java..", "org.jspecify.."))
                .check(service.classes());
    }

    /** Order-service has the key, but no class that would show it a token. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PAYMENT")
    void only_payment_service_opens_tokens(Service service) {
        tokensStaySealed().check(service.classes());
    }

    @Test
    void the_example_uses_the_platform_as_services_do() {
        var example = new ClassFileImporter().importPath(compiled("examples/minimal-service"));
        kafkaStaysOutside().check(example);
        roomsBehindStayClosed("dev.tandem.messaging").check(example);
        problemsComeFromTheCatalogue().check(example);
    }

    /** The root package holds the conversions between contracts and domain. */
    @ParameterizedTest
    @EnumSource
    void conversions_of_contracts_stop_at_the_border(Service service) {
        noClasses()
                .that(resideInAnyPackage(
                        service.root() + ".domain..",
                        service.root() + ".application..",
                        service.root() + ".persistence.."))
                .should()
                .dependOnClassesThat(resideInAPackage(service.root()))
                .check(service.classes());
    }

    private static Path compiled(String module) {
        var classes = Project.file(module + "/target/classes");
        assertThat(classes).as("build the modules first").isDirectory();
        return classes;
    }

    private static LayeredArchitecture layers(String root, List<String> layers) {
        var outer = layers.stream()
                .filter(layer -> !layer.equals("domain") && !layer.equals("application"))
                .toArray(String[]::new);
        var architecture = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (var layer : layers) {
            architecture = architecture.layer(layer).definedBy(root + "." + layer + "..");
        }
        for (var layer : outer) {
            architecture = architecture.whereLayer(layer).mayNotBeAccessedByAnyLayer();
        }
        return architecture.whereLayer("application").mayOnlyBeAccessedByLayers(outer);
    }

    private static ArchRule kafkaStaysOutside() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka.."));
    }

    private static ArchRule roomsBehindStayClosed(String api) {
        return noClasses()
                .that(resideOutsideOfPackage(api + ".."))
                .should()
                .dependOnClassesThat(resideInAPackage(api + ".*.."));
    }

    private static ArchRule tokensStaySealed() {
        return noClasses().should().dependOnClassesThat(belongToAnyOf(TokenOpener.class, Opening.class));
    }

    private static ArchRule problemsComeFromTheCatalogue() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        belongToAnyOf(ProblemDetail.class, ResponseStatusException.class, ResponseStatus.class));
    }

    /** The rules fail for a service with one mistake of each kind. */
    @Nested
    class The_rules {

        private static final String WRONG = "dev.tandem.fixture.wrong";
        private static final List<String> LAYERS = List.of("domain", "application", "web", "messaging", "persistence");

        private final JavaClasses wrong = new ClassFileImporter().importPackages(WRONG);

        @Test
        void find_an_arrow_that_points_outwards() {
            assertThatThrownBy(() -> layers(WRONG, LAYERS).check(wrong))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("AsksTheWeb");
        }

        @Test
        void find_a_layer_that_is_empty() {
            assertThatThrownBy(() -> layers(WRONG, List.of("domain", "application", "web", "clients"))
                            .check(wrong))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("'clients' is empty");
        }

        @Test
        void find_a_use_of_what_is_behind_the_api_of_messaging() {
            assertThatThrownBy(() -> roomsBehindStayClosed(WRONG + ".messaging").check(wrong))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ReadsTheLedger");
        }

        @Test
        void find_a_problem_without_a_page() {
            assertThatThrownBy(() -> problemsComeFromTheCatalogue().check(wrong))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("OwnProblem");
        }

        @Test
        void find_a_service_that_opens_tokens() {
            var payment = Service.PAYMENT.classes();
            assertThatThrownBy(() -> tokensStaySealed().check(payment))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("AuthorizeSealedPayment");
        }

        @Test
        void find_a_service_that_uses_kafka_directly() {
            assertThatThrownBy(() -> kafkaStaysOutside().check(wrong))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("SendsByHimself");
        }
    }
}
