package dev.tandem.messaging;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a message is part of: the trace, and the correlation id that runs through all that one request has caused, on
 * every service. Writers put both into the outbox, and a handler runs within those of its message.
 */
final class MessageContext {

    /** The key of the correlation id in the logging context, where the web layer puts it too. */
    static final String CORRELATION_ID = "correlationId";

    private static final Propagator.Getter<Headers> HEADERS = MessageContext::header;

    private final Tracer tracer;
    private final Propagator propagator;

    MessageContext(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Nullable
    String correlationId() {
        return MDC.get(CORRELATION_ID);
    }

    @Nullable
    String traceparent() {
        var context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(context, carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(MessageHeaders.TRACEPARENT);
    }

    /** Runs the work as a part of what the message is part of. */
    void within(String what, Headers headers, Runnable work) {
        var span = propagator.extract(headers, HEADERS).name(what).start();
        try (var _ = tracer.withSpan(span);
                var _ = MDC.putCloseable(CORRELATION_ID, correlationId(headers))) {
            work.run();
        } finally {
            span.end();
        }
    }

    /** One that the web layer would not take goes into no log and no database by this way either. */
    private static @Nullable String correlationId(Headers headers) {
        var given = MessageHeaders.find(headers, MessageHeaders.CORRELATION_ID);
        return given != null && CorrelationId.isAcceptable(given) ? given : null;
    }

    private static @Nullable String header(@Nullable Headers headers, String name) {
        return headers == null ? null : MessageHeaders.find(headers, name);
    }
}
