package dev.tandem.messaging.deadletter;

import java.io.Writer;

/** Keeps the first characters that are written to it, up to a limit, and drops the rest. */
final class BoundedWriter extends Writer {

    private final int limit;
    private final StringBuilder kept = new StringBuilder();

    BoundedWriter(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(char[] text, int from, int length) {
        kept.append(text, from, Math.min(length, limit - kept.length()));
    }

    @Override
    public void write(String text, int from, int length) {
        kept.append(text, from, from + Math.min(length, limit - kept.length()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return kept.toString();
    }
}
