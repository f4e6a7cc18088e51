package dev.tandem.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem outside the controllers: in filters, and in the server itself. */
public final class ProblemWriter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .build();

    private ProblemWriter() {}

    public static void write(ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problem.getBody().setInstance(instance(request.getRequestURI()));
        problem.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        response.setStatus(problem.getStatusCode().value());
        response.getOutputStream().write(toJson(problem.getBody()).getBytes(UTF_8));
    }

    static String toJson(ProblemDetail problem) {
        return JSON.writeValueAsString(problem);
    }

    /**
     * The path as a URI reference. If it is not one, it is encoded: the server lets some characters through, such as
     * brackets.
     */
    static URI instance(String path) {
        try {
            return new URI(path);
        } catch (URISyntaxException notOne) {
            return URI.create(UriUtils.encode(path, UTF_8));
        }
    }
}
