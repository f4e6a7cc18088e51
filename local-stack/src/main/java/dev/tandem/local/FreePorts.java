package dev.tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports of this machine. */
public final class FreePorts {

    private FreePorts() {}

    /** Ports that nobody listens on at this moment, all different. */
    public static List<Integer> find(int howMany) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < howMany; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("no free ports", failed);
        } finally {
            sockets.forEach(FreePorts::close);
        }
    }

    /** Whether somebody listens on the port, or holds it for another reason. */
    static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
