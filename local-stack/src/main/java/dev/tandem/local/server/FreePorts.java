package dev.tandem.local.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * Ports that are free at this moment, all different. Their numbers are below the range that operating systems
     * assign to outgoing connections. The port of a server is therefore still free when the server starts again.
     */
    public static List<Integer> find(int howMany) {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .distinct()
                .filter(port -> !isTaken(port))
                .limit(howMany)
                .boxed()
                .toList();
    }

    /** Whether a process listens on the port, or holds it for another reason. */
    public static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
