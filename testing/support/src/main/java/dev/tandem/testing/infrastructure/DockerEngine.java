package dev.tandem.testing.infrastructure;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine, if it has one. */
final class DockerEngine {

    private DockerEngine() {}

    /** Tries the socket first, because Testcontainers searches for long and logs errors where there is no engine. */
    static boolean answers() {
        return mayBeThere() && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean mayBeThere() {
        var home = Path.of(System.getProperty("user.home"));
        return System.getenv("DOCKER_HOST") != null
                || opens(Path.of("/var/run/docker.sock"))
                || opens(home.resolve(".docker/run/docker.sock"));
    }

    /** An engine that was killed leaves its socket behind, without a process that listens on it. */
    private static boolean opens(Path socket) {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
