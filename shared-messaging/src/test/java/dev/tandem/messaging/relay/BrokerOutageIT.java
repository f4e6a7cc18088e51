package dev.tandem.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.local.server.KafkaBroker;
import dev.tandem.messaging.Backlog;
import dev.tandem.messaging.Settings;
import dev.tandem.messaging.metrics.PlainBacklog;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker of its own, which the test can stop: always the embedded one, whatever broker the other tests use. */
class BrokerOutageIT {

    private static final int SUBJECTS = 10;

    @TempDir
    Path home;

    @Test
    void business_goes_on_and_the_backlog_drains_in_order_afterwards() throws Exception {
        var port = freePort();
        var controllerPort = freePort();
        var broker = KafkaBroker.keeping(home, port, controllerPort);
        try (var outbox = new OutboxDatabase(Settings.DEFAULT, 4, broker.bootstrapServers());
                var _ = outbox.startRelay();
                var writer = Executors.newSingleThreadExecutor()) {
            var commits = new AtomicInteger();
            var writing = new AtomicBoolean(true);
            writer.execute(() -> {
                while (writing.get()) {
                    writeOneToEach(outbox);
                    commits.incrementAndGet();
                }
            });
            await().until(() -> outbox.firstArrivals().size() > 1_000);

            broker.close();
            var before = commits.get();
            await().until(() -> commits.get() > before + 200);
            assertThat(backlogOf(outbox).messages()).isGreaterThan(1_000);
            assertThat(backlogOf(outbox).age()).isPositive();

            broker = KafkaBroker.keeping(home, port, controllerPort);
            writing.set(false);
            writer.close();
            outbox.awaitArrivals(commits.get() * SUBJECTS);
            outbox.assertOrderPerSubject();
            await().untilAsserted(() -> assertThat(backlogOf(outbox).messages()).isZero());
        } finally {
            broker.close();
        }
    }

    private static void writeOneToEach(OutboxDatabase outbox) {
        try (var writer = outbox.begin()) {
            for (var subject = 0; subject < SUBJECTS; subject++) {
                writer.addNext("s" + subject);
            }
            writer.commit();
        }
    }

    private static Backlog.Outgoing backlogOf(OutboxDatabase outbox) {
        return PlainBacklog.of(outbox.jdbc());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
