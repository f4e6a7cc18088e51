package dev.tandem.benchmark.orders.start;

import dev.tandem.benchmark.orders.system.Launch;
import dev.tandem.benchmark.orders.system.TandemSystem;
import dev.tandem.local.settings.StackSettings;
import java.nio.file.Path;

/** A home folder in which the system was started before: its services are unpacked, and their caches are made. */
final class Installation {

    private final Variant variant;
    private final StackSettings settings;

    private Installation(Variant variant, StackSettings settings) {
        this.variant = variant;
        this.settings = settings;
    }

    /** Starts the system for the first time and ends it. */
    static Installation prepare(Variant variant, Path project, Path home) throws Exception {
        var installation = new Installation(variant, StackSettings.onFreePorts(project, home));
        try (var system = installation.start(true, variant.hasCaches() ? 0 : Launch.NEVER)) {
            if (variant.hasCaches()) {
                system.await("Start-up caches are ready");
            }
        }
        return installation;
    }

    /** Starts the system again, and returns when it is ready. */
    TandemSystem start() throws Exception {
        return start(false, Launch.NEVER);
    }

    String name() {
        return variant.name();
    }

    private TandemSystem start(boolean isFresh, int cachesAfter) throws Exception {
        return new TandemSystem(new Launch(settings, variant.options(), isFresh, cachesAfter));
    }
}
