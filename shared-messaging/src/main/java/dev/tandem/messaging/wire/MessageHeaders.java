package dev.tandem.messaging.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.context.CorrelationId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record: CloudEvents 1.0 in binary mode, the W3C trace context, and a correlation id.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding for CloudEvents</a>
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public final class MessageHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String DATA_SCHEMA = "ce_dataschema";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";
    public static final String CORRELATION_ID = CorrelationId.HEADER;

    private MessageHeaders() {}

    public static @Nullable String find(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** The last value of each header. A header without a value counts as absent, as it does for {@link #find}. */
    public static Map<String, String> all(Headers headers) {
        var texts = new LinkedHashMap<String, String>();
        headers.forEach(header -> texts.compute(
                header.key(), (_, _) -> header.value() == null ? null : new String(header.value(), UTF_8)));
        return texts;
    }
}
