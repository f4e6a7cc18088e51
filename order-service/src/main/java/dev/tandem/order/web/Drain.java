package dev.tandem.order.web;

import dev.tandem.order.application.OrderSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps serving for a moment during the shutdown, when the service is no longer ready, and asks each client to close
 * its connection. A stopping server closes kept-alive connections even if a request is just arriving on them.
 */
@Component
class Drain extends OncePerRequestFilter implements SmartLifecycle {

    private final OrderSettings settings;
    private volatile boolean serving;
    private volatile boolean draining;

    Drain(OrderSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        if (draining) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        next.doFilter(request, response);
    }

    @Override
    public void start() {
        draining = false;
        serving = true;
    }

    /**
     * Runs long before the web server stops: Spring stops higher phases first, and the web server has a lower phase.
     */
    @Override
    public void stop() {
        draining = true;
        try {
            Thread.sleep(settings.drain());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        serving = false;
    }

    @Override
    public boolean isRunning() {
        return serving;
    }
}
