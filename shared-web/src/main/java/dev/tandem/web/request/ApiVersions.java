package dev.tandem.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.accept.HeaderApiVersionResolver;

/**
 * The API version that a customer requests. Calls between services and pages for humans have no version: they ignore
 * the header.
 */
final class ApiVersions extends HeaderApiVersionResolver {

    static final String HEADER = "API-Version";

    private final List<String> supported;

    ApiVersions(List<String> supported) {
        super(HEADER);
        this.supported = List.copyOf(supported);
    }

    @Override
    public @Nullable String resolveVersion(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") ? super.resolveVersion(request) : null;
    }

    @Override
    public String toString() {
        return String.join(", ", supported);
    }
}
