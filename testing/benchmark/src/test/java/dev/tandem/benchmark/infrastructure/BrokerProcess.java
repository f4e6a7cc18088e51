package dev.tandem.benchmark.infrastructure;

import dev.tandem.local.server.FreePorts;
import dev.tandem.local.server.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;

/** A Kafka broker in a process of its own. It prints its address, and ends when its standard input is closed. */
final class BrokerProcess {

    private BrokerProcess() {}

    static void main(String[] arguments) throws IOException {
        var ports = FreePorts.find(2);
        var broker = KafkaBroker.keeping(Path.of(arguments[0]), ports.get(0), ports.get(1));
        System.out.println(broker.bootstrapServers());
        while (System.in.read() >= 0) {}
        broker.close();
        System.exit(0);
    }
}
