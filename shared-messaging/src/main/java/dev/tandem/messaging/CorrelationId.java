package dev.tandem.messaging;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/** The correlation id over HTTP: taken from the request or made up, told in the answer, and passed on to other services. */
final class CorrelationId extends OncePerRequestFilter implements ClientHttpRequestInterceptor {

    /** What somebody else has chosen goes into logs and databases, so it may not be anything. */
    private static final String ACCEPTABLE = "[A-Za-z0-9._-]{1,64}";

    static boolean isAcceptable(String id) {
        return id.matches(ACCEPTABLE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        var given = request.getHeader(MessageHeaders.CORRELATION_ID);
        var id =
                given != null && isAcceptable(given) ? given : UUID.randomUUID().toString();
        response.setHeader(MessageHeaders.CORRELATION_ID, id);
        try (var _ = MDC.putCloseable(MessageContext.CORRELATION_ID, id)) {
            next.doFilter(request, response);
        }
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution next)
            throws IOException {
        var id = MDC.get(MessageContext.CORRELATION_ID);
        if (id != null) {
            request.getHeaders().set(MessageHeaders.CORRELATION_ID, id);
        }
        return next.execute(request, body);
    }
}
