package dev.tandem.web.request;

import dev.tandem.context.CorrelationId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the correlation id from a request or creates one, returns it with the answer, and passes it on to other
 * services.
 */
final class CorrelationFilter extends OncePerRequestFilter implements ClientHttpRequestInterceptor {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        var given = request.getHeader(CorrelationId.HEADER);
        var id = given != null && CorrelationId.isAcceptable(given)
                ? given
                : UUID.randomUUID().toString();
        response.setHeader(CorrelationId.HEADER, id);
        try (var _ = CorrelationId.bind(id)) {
            next.doFilter(request, response);
        }
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution next)
            throws IOException {
        CorrelationId.current().ifPresent(id -> request.getHeaders().set(CorrelationId.HEADER, id));
        return next.execute(request, body);
    }
}
