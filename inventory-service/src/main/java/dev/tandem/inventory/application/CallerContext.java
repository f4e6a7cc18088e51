package dev.tandem.inventory.application;

import dev.tandem.context.CorrelationId;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

/** The correlation id and the trace of a request, for work on another thread. */
record CallerContext(@Nullable String correlationId, ContextSnapshot trace) {

    private static final ContextSnapshotFactory TRACES =
            ContextSnapshotFactory.builder().build();

    static CallerContext current() {
        return new CallerContext(CorrelationId.current().orElse(null), TRACES.captureAll());
    }

    void run(Runnable work) {
        try (var _ = trace.setThreadLocals();
                var _ = CorrelationId.bind(correlationId)) {
            work.run();
        }
    }
}
