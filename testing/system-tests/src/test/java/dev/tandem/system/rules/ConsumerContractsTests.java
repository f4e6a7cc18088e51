package dev.tandem.system.rules;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tandem.system.Project;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A service uses only those parts of another for which its expectations are stated (ADR 0013). */
class ConsumerContractsTests {

    private static final String HANDLER = "dev.tandem.messaging.MessageHandler";

    private static final JavaClasses ALL = new ClassFileImporter()
            .importPaths(Stream.concat(
                            Stream.of("shared-contracts", "testing/consumer-contracts", "shared-messaging")
                                    .map(module -> module + "/target/classes"),
                            services()
                                    .flatMap(service -> Stream.of(
                                            service + "-service/target/classes",
                                            service + "-service/target/test-classes")))
                    .map(Project::file)
                    .toList());

    static Stream<String> services() {
        return Project.services();
    }

    @ParameterizedTest
    @MethodSource("services")
    void each_message_that_a_service_consumes_has_an_expectation(String service) {
        assertThat(channelsOf(service))
                .isNotEmpty()
                .allSatisfy(channel -> assertThat(unexpectedMessages(service, channel))
                        .as("%s in dev.tandem.consumercontracts.%s".formatted(channel.getSimpleName(), service))
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("services")
    void each_operation_that_a_service_calls_has_an_expectation(String service) {
        assertThat(unexpectedOperations("dev.tandem." + service + ".", "dev.tandem.consumercontracts." + service + "."))
                .isEmpty();
    }

    @Test
    void each_operation_is_called_by_a_service_whose_expectations_are_looked_for() {
        assertThat(operationsCalledIn("dev.tandem.order.")).isNotEmpty().isEqualTo(operations());
    }

    @Test
    void each_expectation_runs_against_the_provider_and_its_fake() {
        assertThat(contracts()).isNotEmpty().allSatisfy(contract -> {
            var consumer = contract.getPackageName().replace("consumercontracts.", "");
            var runs = contract.getAllSubclasses().stream()
                    .map(JavaClass::getPackageName)
                    .filter(name -> !name.startsWith("dev.tandem.consumercontracts"))
                    .toList();
            assertThat(runs).as("%s, by the consumer", contract.getSimpleName()).anyMatch(name -> in(consumer, name));
            assertThat(runs).as("%s, by the provider", contract.getSimpleName()).anyMatch(name -> !in(consumer, name));
        });
    }

    @Nested
    class The_rules {

        @Test
        void find_a_message_of_which_nothing_is_expected() {
            var events = ALL.get("dev.tandem.contracts.notification.NotificationEvent");

            assertThat(unexpectedMessages("order", events)).contains("NotificationSent");
        }

        @Test
        void find_an_operation_of_which_nothing_is_expected() {
            assertThat(unexpectedOperations("dev.tandem.order.", "dev.tandem.consumercontracts.notification."))
                    .isEqualTo(operations());
        }
    }

    /** The channels of the handlers of a service; those of its tests are in other packages. */
    private static List<JavaClass> channelsOf(String service) {
        return ALL.get(HANDLER).getAllSubclasses().stream()
                .filter(handler -> handler.getPackageName().equals("dev.tandem." + service + ".messaging"))
                .flatMap(handler -> handler.getInterfaces().stream())
                .filter(type -> type.toErasure().getName().equals(HANDLER))
                .map(type -> ((JavaParameterizedType) type)
                        .getActualTypeArguments()
                        .getFirst()
                        .toErasure())
                .toList();
    }

    private static Set<String> unexpectedMessages(String consumer, JavaClass channel) {
        return channel.getAllSubclasses().stream()
                .filter(message -> message.getDirectDependenciesToSelf().stream()
                        .map(Dependency::getOriginClass)
                        .noneMatch(origin -> isContractOf(consumer, origin)))
                .map(JavaClass::getSimpleName)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> unexpectedOperations(String caller, String expectations) {
        var unexpected = operationsCalledIn(caller);
        unexpected.removeAll(operationsCalledIn(expectations));
        return unexpected;
    }

    private static Set<String> operationsCalledIn(String packages) {
        return apis().flatMap(api -> api.getMethodCallsToSelf().stream())
                .filter(call -> call.getOriginOwner().getName().startsWith(packages))
                .map(ConsumerContractsTests::operationOf)
                .collect(toCollection(TreeSet::new));
    }

    private static String operationOf(JavaMethodCall call) {
        return call.getTargetOwner().getSimpleName() + "." + call.getTarget().getName();
    }

    private static Set<String> operations() {
        return apis().flatMap(api -> api.getMethods().stream())
                .map(method -> method.getOwner().getSimpleName() + "." + method.getName())
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<JavaClass> apis() {
        return ALL.stream()
                .filter(type -> type.getPackageName().startsWith("dev.tandem.contracts."))
                .filter(type -> type.getSimpleName().endsWith("Api"));
    }

    private static List<JavaClass> contracts() {
        return ALL.stream()
                .filter(type -> type.getPackageName().startsWith("dev.tandem.consumercontracts."))
                .filter(type -> type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> type.getSimpleName().endsWith("Contract"))
                .toList();
    }

    private static boolean isContractOf(String consumer, JavaClass type) {
        return type.getPackageName().equals("dev.tandem.consumercontracts." + consumer)
                && type.getSimpleName().endsWith("Contract");
    }

    private static boolean in(String service, String packageName) {
        return packageName.equals(service) || packageName.startsWith(service + ".");
    }
}
