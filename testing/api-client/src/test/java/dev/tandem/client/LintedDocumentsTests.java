package dev.tandem.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.codegen.validation.Invalid;
import org.openapitools.codegen.validations.oas.OpenApiEvaluator;
import org.openapitools.codegen.validations.oas.RuleConfiguration;

/** The validator and the recommendations of OpenAPI Generator find nothing in the documents. */
class LintedDocumentsTests {

    private static final Path DOCUMENTS = Path.of("../../shared-contracts/src/main/resources/contracts/present");

    private static final RuleConfiguration RULES = new RuleConfiguration();

    static {
        // In documents of version 3.1 it does not see the schemas that are used as items of arrays.
        RULES.setEnableUnusedSchemasRecommendation(false);
    }

    static List<Path> documents() throws IOException {
        try (var files = Files.list(DOCUMENTS)) {
            return files.filter(file -> file.toString().endsWith(".openapi.json"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_has_no_findings(Path document) {
        assertThat(findings(document)).isEmpty();
    }

    @Test
    void each_service_has_a_document() throws IOException {
        assertThat(documents())
                .extracting(document -> document.getFileName().toString())
                .contains(
                        "order-service.openapi.json",
                        "payment-service.openapi.json",
                        "inventory-service.openapi.json",
                        "notification-service.openapi.json");
    }

    @Test
    void a_bad_document_has_findings(@TempDir Path folder) throws IOException {
        var document = Files.writeString(folder.resolve("bad.json"), """
                {"openapi": "3.1.0", "info": {"title": "Bad", "version": "1"},
                 "paths": {"/orders/{id}": {"get": {
                   "requestBody": {"content": {"application/json": {"schema": {"type": "string"}}}},
                   "responses": {"200": {}}}}}}
                """);

        assertThat(findings(document))
                .anyMatch(finding -> finding.contains("responses.200.description is missing"))
                .anyMatch(finding -> finding.contains("Declared path parameter id needs to be defined"))
                .anyMatch(finding -> finding.startsWith("API GET/HEAD defined with request body"));
    }

    private static List<String> findings(Path document) {
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIParser().readLocation(document.toUri().toString(), null, options);
        var evaluated = new OpenApiEvaluator(RULES).validate(parsed.getOpenAPI());
        return Stream.of(
                        parsed.getMessages().stream(),
                        evaluated.getErrors().stream().map(LintedDocumentsTests::text),
                        evaluated.getWarnings().stream().map(LintedDocumentsTests::text))
                .flatMap(findings -> findings)
                .toList();
    }

    private static String text(Invalid finding) {
        return finding.getRule().getDescription() + ": " + finding.getDetails();
    }
}
