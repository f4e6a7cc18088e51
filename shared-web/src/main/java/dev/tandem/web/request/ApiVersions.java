package dev.tandem.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.accept.HeaderApiVersionResolver;

/**
 * The version of the API that a customer asks for. What the services ask each other, and what people look at, has none:
 * the header means nothing there.
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
