package dev.tandem.local.proxy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A connection through a {@link FaultyProxy}: two sockets and what flows between them. */
final class FaultyConnection {

    private final Socket client;
    private final Socket server;
    private final Consumer<FaultyConnection> onEnd;
    private final FaultyFlow toServer;
    private final FaultyFlow toClient;
    private final AtomicInteger flowing = new AtomicInteger(2);
    private final AtomicBoolean hasEnded = new AtomicBoolean();

    FaultyConnection(Socket client, Socket server, Consumer<FaultyConnection> onEnd) {
        this.client = client;
        this.server = server;
        this.onEnd = onEnd;
        this.toServer = new FaultyFlow(this, client, server);
        this.toClient = new FaultyFlow(this, server, client);
    }

    void start() {
        toServer.start();
        toClient.start();
    }

    void inject(Fault fault, List<FaultyProxy.Direction> directions) {
        for (var direction : directions) {
            inject(
                    fault,
                    switch (direction) {
                        case TO_SERVER -> toServer;
                        case TO_CLIENT -> toClient;
                    });
        }
    }

    private void inject(Fault fault, FaultyFlow flow) {
        flow.faults().inject(fault);
        switch (fault) {
            case Fault.Reset(var after) -> later(after, () -> flow.faults().has(fault), this::reset);
            case Fault.Timeout(var after) -> later(after, () -> flow.faults().has(fault), this::close);
            case Fault.Latency _,
                    Fault.Bandwidth _,
                    Fault.SlowClose _,
                    Fault.Silence _,
                    Fault.Slicer _,
                    Fault.Limit _ -> {} // the flow itself carries these out
        }
    }

    private static void later(Duration after, BooleanSupplier stillWanted, Runnable work) {
        if (after.isZero()) {
            work.run();
            return;
        }
        CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS, FaultyProxy::inBackground)
                .execute(() -> {
                    if (stillWanted.getAsBoolean()) {
                        work.run();
                    }
                });
    }

    void clear() {
        toServer.faults().clear();
        toClient.faults().clear();
    }

    /** One direction has ended normally. */
    void flowEnded() {
        if (flowing.decrementAndGet() == 0) {
            close();
        }
    }

    void close() {
        end(FaultyConnection::close);
    }

    void reset() {
        end(FaultyConnection::reset);
    }

    /** Only once: the threads of a connection that is being closed see their sockets break, which is not a reset. */
    private void end(Consumer<Socket> how) {
        if (hasEnded.compareAndSet(false, true)) {
            how.accept(client);
            how.accept(server);
            toServer.stop();
            toClient.stop();
            onEnd.accept(this);
        }
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            return;
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            return; // it is gone in any case
        }
    }
}
