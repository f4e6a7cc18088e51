package dev.tandem.local.demo;

import java.net.http.HttpResponse;
import java.util.List;

/** One step of a {@link Story}. */
sealed interface Step {

    /**
     * A service is stopped or started.
     *
     * @param words {@code stop} or {@code start}, and the service
     */
    record Command(List<String> words) implements Step {}

    /**
     * A request is sent. One that only reads is repeated until its answer is as expected.
     *
     * @param headers each as a name, a colon, and a value
     */
    record Request(String title, ExpectedAnswer expected, String method, String uri, List<String> headers, String body)
            implements Step {

        boolean onlyReads() {
            return method.equals("GET");
        }

        boolean isAnsweredBy(HttpResponse<String> answer) {
            return expected.matches(answer.statusCode(), answer.body());
        }
    }
}
