package dev.tandem.openapi;

import static java.util.Objects.requireNonNull;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of a service: what springdoc reads from its code and its Javadoc, put right, and merged with what
 * a human has to say, which is in {@code common.yml} for all services and in the {@code openapi.yml} of each.
 */
public final class OpenApiDocument {

    /** Set, it has the document written instead of compared. */
    private static final String WRITE = "tandem.openapi.write";

    private static final Path COMMITTED = Path.of("../shared-contracts/src/main/resources/contracts/present");

    private final String service;
    private final MockMvc http;

    OpenApiDocument(String service, MockMvc http) {
        this.service = service;
        this.http = http;
    }

    /** How the committed document differs from that of the code, and what to do about it; empty if it does not. */
    public Optional<String> drift() {
        var document = document();
        var file = COMMITTED.resolve(service + ".openapi.json");
        if (Boolean.getBoolean(WRITE)) {
            Json.write(file, document);
        }
        return Drift.between(Json.read(file), document).map(drift -> """
                %s: %s
                If it is meant, write the document anew and commit it with the change:  ./tandem api-docs""".formatted(file.getFileName(), drift));
    }

    private JsonNode document() {
        var generated = new Generated(read()).putRight();
        var own = own();
        Operation.requireKnown(own, generated);
        var document = MergePatch.apply(MergePatch.apply(generated, common()), own);
        return Json.sorted(Operation.complete((ObjectNode) document));
    }

    private ObjectNode read() {
        try {
            var answer = http.perform(get("/v3/api-docs")).andReturn().getResponse();
            return (ObjectNode) Json.read(answer.getContentAsString());
        } catch (Exception failed) {
            throw new IllegalStateException("springdoc cannot read the API of " + service, failed);
        }
    }

    private static JsonNode common() {
        return Json.yaml(requireNonNull(OpenApiDocument.class.getResourceAsStream("common.yml")));
    }

    private static JsonNode own() {
        return Json.yaml(requireNonNull(
                OpenApiDocument.class.getResourceAsStream("/openapi.yml"),
                "src/test/resources/openapi.yml is missing: it says what the code does not"));
    }
}
