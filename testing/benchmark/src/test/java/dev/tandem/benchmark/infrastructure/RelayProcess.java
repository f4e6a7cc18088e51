package dev.tandem.benchmark.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.benchmark.contestant.Contestant;
import dev.tandem.benchmark.contestant.Endpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;

/** A relay in a process of its own. It reads commands from its standard input, and ends when that is closed. */
final class RelayProcess {

    private RelayProcess() {}

    static void main(String[] arguments) throws IOException {
        var all = List.of(arguments);
        var relay = Contestant.of(all.getFirst()).relay(Endpoints.of(all.subList(1, all.size())));
        System.out.println("ready");
        try (var commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                var command = line.split(" ");
                if (command[0].equals("start")) {
                    relay.start(Integer.parseInt(command[1]), Integer.parseInt(command[2]));
                } else {
                    relay.stop();
                }
                System.out.println("done");
            }
        }
        System.exit(0);
    }
}
