package dev.tandem.messaging.wire;

import dev.tandem.context.CorrelationId;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The context of a message: its trace, and the correlation id that links everything that one request has caused, in
 * every service. The outbox stores both with each message, and a handler runs in the context of its message.
 */
public final class MessageContext {

    private static final Propagator.Getter<Headers> HEADERS = MessageContext::header;

    private final Tracer tracer;
    private final Propagator propagator;

    public MessageContext(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    public @Nullable String correlationId() {
        return CorrelationId.current().orElse(null);
    }

    public @Nullable String traceparent() {
        var context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        propagator.inject(context, carrier, (_, name, value) -> carrier.put(name, value));
        return carrier.get(MessageHeaders.TRACEPARENT);
    }

    /** Runs the work in the trace and with the correlation id of the message. */
    public void within(String what, Headers headers, Runnable work) {
        var span = propagator.extract(headers, HEADERS).name(what).start();
        try (var _ = tracer.withSpan(span);
                var _ = CorrelationId.bind(correlationId(headers))) {
            work.run();
        } finally {
            span.end();
        }
    }

    /** Drops an id that the web layer would reject. */
    private static @Nullable String correlationId(Headers headers) {
        var given = MessageHeaders.find(headers, MessageHeaders.CORRELATION_ID);
        return given != null && CorrelationId.isAcceptable(given) ? given : null;
    }

    private static @Nullable String header(@Nullable Headers headers, String name) {
        return headers == null ? null : MessageHeaders.find(headers, name);
    }
}
