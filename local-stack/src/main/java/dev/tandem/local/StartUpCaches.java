package dev.tandem.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the services' start-up caches in the background, one after the other, so that the next start is quicker. */
final class StartUpCaches implements AutoCloseable {

    private final Path logs;
    private final Console console;
    private volatile @Nullable Process training;
    private volatile boolean closed;

    StartUpCaches(Path logs, Console console) {
        this.logs = logs;
        this.console = console;
    }

    void makeMissing(List<ServiceProcess> services) {
        var missing = services.stream()
                .filter(service -> !service.installation().hasStartUpCache())
                .toList();
        if (!missing.isEmpty()) {
            console.say("Making start-up caches in the background, for about a minute: the next start is quicker.");
            Thread.ofPlatform().daemon().name("start-up-caches").start(() -> make(missing));
        }
    }

    private void make(List<ServiceProcess> services) {
        try {
            for (var service : services) {
                if (!make(service)) {
                    return;
                }
            }
            console.say("Start-up caches are ready.");
        } catch (IOException failed) {
            console.say("No start-up caches: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make(ServiceProcess service) throws IOException, InterruptedException {
        var log = logs.resolve("start-up-cache-" + service.definition().name() + ".log");
        var process =
                service.installation().training().redirectOutput(log.toFile()).start();
        training = process;
        if (closed) {
            end(process);
        }
        var exitCode = process.waitFor();
        if (closed) {
            return false;
        }
        if (exitCode != 0) {
            console.say("No start-up cache for " + service.definition().module() + ": see " + log);
            return false;
        }
        service.installation().adoptStartUpCache();
        return true;
    }

    @Override
    public void close() {
        closed = true;
        var running = training;
        if (running != null) {
            end(running);
        }
    }

    /** The JVM that trains starts another one, which writes the cache. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
