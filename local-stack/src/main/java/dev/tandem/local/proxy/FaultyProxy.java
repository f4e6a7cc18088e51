package dev.tandem.local.proxy;

import dev.tandem.local.server.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on the loopback interface that passes data on until {@linkplain Fault faults} are injected at run time.
 * The proxy is for tests only: it uses four threads for each connection, and holds up to a megabyte of data in flight
 * in each direction.
 *
 * <p>A connection counts as open when both the proxy and the server have accepted it. If the server is unavailable, the
 * client gets a reset. A client can always connect, except while the proxy is {@linkplain #down down}. For Kafka the
 * advertised listener has to be the proxy's port.
 */
public final class FaultyProxy implements AutoCloseable {

    /** The direction in which data flows. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    private record Injection(Fault fault, List<Direction> directions) {}

    private record Listener(ServerSocket socket, Thread acceptor) {}

    private final String host;
    private final int serverPort;
    private final int port = FreePorts.find(1).getFirst();
    private final Set<FaultyConnection> open = new HashSet<>();
    private final List<Injection> forNew = new ArrayList<>();
    private @Nullable Listener listener;

    private FaultyProxy(String host, int serverPort) {
        this.host = host;
        this.serverPort = serverPort;
    }

    /** A proxy without faults, on a free port. */
    public static FaultyProxy to(String host, int port) {
        var proxy = new FaultyProxy(host, port);
        proxy.up();
        return proxy;
    }

    /** The port to which clients connect, on {@code localhost}. */
    public int port() {
        return port;
    }

    /**
     * Injects a fault into the open connections and into new ones, in these directions, or in both if none is named.
     */
    public synchronized void inject(Fault fault, Direction... directions) {
        injectIntoNew(fault, directions);
        injectIntoOpen(fault, directions);
    }

    /** Injects a fault into the open connections only. */
    public synchronized void injectIntoOpen(Fault fault, Direction... directions) {
        List.copyOf(open).forEach(connection -> connection.inject(fault, orBoth(directions)));
    }

    /** Injects a fault into new connections only. */
    public synchronized void injectIntoNew(Fault fault, Direction... directions) {
        forNew.add(new Injection(fault, orBoth(directions)));
    }

    private static List<Direction> orBoth(Direction... directions) {
        return List.of(directions.length == 0 ? Direction.values() : directions);
    }

    /**
     * Makes the server's host vanish for the open connections. New connections reach the server, as after a failover.
     */
    public void silenceOpenConnections() {
        injectIntoOpen(new Fault.Silence());
    }

    /**
     * Removes all faults. This does not bring back lost data, and does not reopen connections that were closed or
     * reset.
     */
    public synchronized void clear() {
        forNew.clear();
        open.forEach(FaultyConnection::clear);
    }

    /** The number of open connections. */
    public synchronized int connections() {
        return open.size();
    }

    /** Resets the open connections and refuses new ones, like a server that has crashed, until {@link #up}. */
    public synchronized void down() {
        closeListener();
        List.copyOf(open).forEach(FaultyConnection::reset);
    }

    /** Accepts connections again. */
    public synchronized void up() {
        if (listener != null) {
            return;
        }
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = new Listener(opened, inBackground(() -> accept(opened)));
        } catch (IOException failed) {
            throw new UncheckedIOException("the proxy cannot listen on port " + port, failed);
        }
    }

    /** Platform threads: a proxy that waits for a carrier would add faults that no test requested. */
    static Thread inBackground(Runnable work) {
        return Thread.ofPlatform().daemon().name("faulty-proxy").start(work);
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                var client = from.accept();
                inBackground(() -> connect(client));
            }
        } catch (IOException closed) {
            return; // the proxy is down
        }
    }

    private void connect(Socket client) {
        try {
            open(new FaultyConnection(client, new Socket(host, serverPort), this::forget));
        } catch (IOException notThere) {
            FaultyConnection.reset(client);
        }
    }

    private synchronized void open(FaultyConnection connection) {
        if (listener == null) {
            connection.reset();
            return;
        }
        open.add(connection);
        forNew.forEach(injection -> connection.inject(injection.fault(), injection.directions()));
        connection.start();
    }

    private synchronized void forget(FaultyConnection connection) {
        open.remove(connection);
    }

    /** The port is free only when the acceptor has left the socket: until then the kernel keeps it for that thread. */
    private void closeListener() {
        if (listener == null) {
            return;
        }
        try {
            listener.socket().close();
            listener.acceptor().join();
            listener = null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the proxy had given up its port", interrupted);
        }
    }

    /** Closes all connections and the port. */
    @Override
    public synchronized void close() {
        closeListener();
        List.copyOf(open).forEach(FaultyConnection::close);
    }
}
