package dev.tandem.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Lets one stack run in a home at a time, and shows others which process runs it. The operating system releases the
 * lock however that process ends. So the lock is reliable, whereas a killed launcher may leave files behind.
 */
final class RunLock implements AutoCloseable {

    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /** Takes the lock, unless another process has it. */
    static Optional<RunLock> take(Path path) throws IOException {
        var lock = tryToTake(path);
        for (var tries = 0; lock.isEmpty() && tries < 3; tries++) {
            pause(); // another process may only be looking
            lock = tryToTake(path);
        }
        if (lock.isPresent()) {
            lock.get().writeProcessId();
        }
        return lock;
    }

    /** The id of the process that has the lock, if one has it. */
    static Optional<String> holder(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (var free = tryToTake(path).orElse(null)) {
            return free == null ? Optional.of(Files.readString(path, US_ASCII)) : Optional.empty();
        }
    }

    private static Optional<RunLock> tryToTake(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(new RunLock(file));
    }

    private void writeProcessId() throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
