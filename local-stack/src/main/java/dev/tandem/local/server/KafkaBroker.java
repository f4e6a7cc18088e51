package dev.tandem.local.server;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in this process: one node in KRaft mode, broker and controller in one. */
public final class KafkaBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable Path toDelete;

    private KafkaBroker(KafkaRaftServer server, int port, @Nullable Path toDelete) {
        this.server = server;
        this.port = port;
        this.toDelete = toDelete;
    }

    /** A broker for tests: on free ports, without data, and without leaving anything behind. */
    public static KafkaBroker forTests() {
        return forTests(Map.of());
    }

    /** A broker for tests with these settings besides. */
    public static KafkaBroker forTests(Map<String, String> more) {
        try {
            var ports = FreePorts.find(2);
            var port = ports.getFirst();
            var home = Files.createTempDirectory("tandem-kafka-" + port + "-");
            return new KafkaBroker(start(home, port, ports.getLast(), more), port, home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A broker that keeps its data in a folder. */
    public static KafkaBroker keeping(Path home, int port, int controllerPort) {
        return new KafkaBroker(start(home, port, controllerPort, Map.of()), port, null);
    }

    private static KafkaRaftServer start(Path home, int port, int controllerPort, Map<String, String> more) {
        // Kafka writes the numbers in its file names with the digits of the default locale.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        Exit.setExitProcedure(KafkaBroker::end);
        Exit.setHaltProcedure(KafkaBroker::end);
        var settings = settings(home.resolve("data"), port, controllerPort);
        settings.putAll(more);
        if (!Files.exists(home.resolve("data/meta.properties"))) {
            format(home, settings);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return server;
    }

    /**
     * On a fatal fault Kafka ends the process, and gives the reason only in its log. Here the process ends in order.
     */
    private static void end(int status, @Nullable String reason) {
        System.err.println("Kafka has had a fatal fault" + (reason == null ? "" : " (" + reason + ")")
                + ", which its log explains (infrastructure.log, if this is the launcher). This process ends.");
        LastResort.after(LastResort.END_LIMIT, LastResort::halt);
        Thread.ofPlatform().daemon().start(() -> System.exit(status));
    }

    private static Properties settings(Path data, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(Map.ofEntries(
                entry("process.roles", "broker,controller"),
                entry("node.id", "1"),
                entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                entry("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                entry("controller.listener.names", "CONTROLLER"),
                entry("log.dirs", data.toString()),
                entry("auto.create.topics.enable", "false"),
                // One node keeps one copy of everything, and needs only a few partitions for its own records.
                entry("default.replication.factor", "1"),
                entry("offsets.topic.replication.factor", "1"),
                entry("offsets.topic.num.partitions", "4"),
                // Thirty days: a service that was away for longer than a topic keeps its messages has to notice.
                entry("offsets.retention.minutes", "43200"),
                entry("transaction.state.log.replication.factor", "1"),
                entry("transaction.state.log.min.isr", "1"),
                entry("transaction.state.log.num.partitions", "4"),
                entry("share.coordinator.state.topic.replication.factor", "1"),
                entry("share.coordinator.state.topic.min.isr", "1"),
                entry("share.coordinator.state.topic.num.partitions", "4"),
                // The default is 128 MB, for far more keys than are compacted here.
                entry("log.cleaner.dedupe.buffer.size", "4194304"),
                // No other consumer is about to join a group on one machine.
                entry("group.initial.rebalance.delay.ms", "0")));
        return settings;
    }

    private static void format(Path home, Properties settings) {
        try {
            Files.createDirectories(home);
            var file = home.resolve("format.properties");
            try (var out = Files.newBufferedWriter(file)) {
                settings.store(out, null);
            }
            StorageTool.execute(
                    new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                    new PrintStream(OutputStream.nullOutputStream()));
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("could not make a folder for Kafka", failed);
        }
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (toDelete != null) {
            Folders.delete(toDelete);
        }
    }
}
