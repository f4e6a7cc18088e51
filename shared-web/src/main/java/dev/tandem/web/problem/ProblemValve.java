package dev.tandem.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * Answers with a problem when the server refuses a request before the service sees it, for example because a header is
 * too long.
 */
final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() >= 400 && response.getContentWritten() == 0 && response.setErrorReported()) {
            try {
                write(response);
            } catch (IOException goneAway) {
                container.getLogger().debug("the client closed the connection before it got the problem", goneAway);
            }
        }
    }

    private static void write(Response response) throws IOException {
        var status = HttpStatusCode.valueOf(response.getStatus());
        var problem = ProblemWriter.toJson(CommonProblem.of(status).answer(status));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(UTF_8);
        var writer = response.getReporter();
        if (writer != null) {
            writer.write(problem);
            response.finishResponse();
        }
    }
}
