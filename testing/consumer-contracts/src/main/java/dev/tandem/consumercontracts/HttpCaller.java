package dev.tandem.consumercontracts;

import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Calls a service over HTTP: through its typed interface, or with requests that this interface would never send. */
public final class HttpCaller {

    /** The header in which a caller says how much longer it waits. */
    public static final String TIME_LEFT = "Time-Left-Ms";

    private static final JdkClientHttpRequestFactory REQUESTS = new JdkClientHttpRequestFactory(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

    private final RestClient http;

    public HttpCaller(String url) {
        this.http = RestClient.builder().baseUrl(url).requestFactory(REQUESTS).build();
    }

    /** The answer of a service, whatever its status. */
    public record Answer(int status, @Nullable MediaType type, String body) {}

    public <T> T through(Class<T> api) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http))
                .build()
                .createClient(api);
    }

    public Answer put(String path, String json) {
        return put(path, json, "Accept", MediaType.ALL_VALUE);
    }

    public Answer put(String path, String json, String header, String value) {
        return http.put()
                .uri(path)
                .header(header, value)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchangeForRequiredValue((_, answer) -> new Answer(
                        answer.getStatusCode().value(),
                        answer.getHeaders().getContentType(),
                        String.valueOf(answer.bodyTo(String.class))));
    }
}
