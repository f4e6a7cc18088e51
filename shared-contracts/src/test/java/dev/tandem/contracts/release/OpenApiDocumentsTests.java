package dev.tandem.contracts.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tandem.contracts.release.api.Json;
import dev.tandem.contracts.release.api.OpenApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the OpenAPI documents are valid documents; the tests of the services check that they are true. */
class OpenApiDocumentsTests {

    /** The schema that the OpenAPI Initiative publishes, from the jar of a library that carries it. */
    private static final String OFFICIAL = "/spec.openapis.org/oas/3.1/schema/2022-10-07";

    private static final JsonNode schema = official();

    @Test
    void there_is_one_for_each_service() {
        assertThat(services())
                .containsExactly("inventory-service", "notification-service", "order-service", "payment-service");
    }

    @ParameterizedTest
    @MethodSource("services")
    void each_is_valid(String service) {
        assertThat(errors(document(service))).isEmpty();
    }

    @Test
    void what_is_wrong_in_one_is_found() {
        var wrong = document("order-service");
        ((ObjectNode) wrong.at("/paths/~1api~1orders/post/parameters/0")).put("in", "body");

        assertThat(errors(wrong)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_example_of_an_answer_is_one(String service) {
        var document = document(service);
        document.findValues("responses").stream()
                .flatMap(part -> part.findParents("examples").stream())
                .forEach(answer -> answer.get("examples")
                        .forEach(example ->
                                assertThat(refusals(service, answer, example)).isEmpty()));
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_example_of_a_request_is_valid_unless_its_answer_is_that_it_is_not(String service) {
        var api = new OpenApi(document(service));
        api.operations().values().forEach(operation -> {
            var wrong = api.resolve(operation.at("/responses/400")).at("/content/application~1problem+json/examples");
            var request = operation.at("/requestBody/content/application~1json");
            request.path("examples")
                    .forEachEntry((name, example) -> assertThat(refusals(service, request, example))
                            .as(name)
                            .hasSize(wrong.has(name) ? 1 : 0));
        });
    }

    static Stream<String> services() {
        return new ContractFiles(ReleaseContracts.HOME).apis().present().keySet().stream();
    }

    private static JsonNode document(String service) {
        return Objects.requireNonNull(
                new ContractFiles(ReleaseContracts.HOME).apis().present().get(service));
    }

    private static List<String> refusals(String service, JsonNode content, JsonNode example) {
        var schema = ((ObjectNode) content.get("schema").deepCopy())
                .set("components", document(service).get("components"));
        return Samples.refusals(schema, example.get("value"));
    }

    private static List<Error> errors(JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(document);
    }

    private static JsonNode official() {
        try (var json = Objects.requireNonNull(OpenApiDocumentsTests.class.getResourceAsStream(OFFICIAL))) {
            return Json.read(new String(json.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
