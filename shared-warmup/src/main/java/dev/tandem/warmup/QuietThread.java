package dev.tandem.warmup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Keeps one thread from logging anything but errors, because its rehearsed work does not really happen. */
final class QuietThread extends TurboFilter implements AutoCloseable {

    private final Thread quiet = Thread.currentThread();
    private final ILoggerFactory loggers = LoggerFactory.getILoggerFactory();

    private QuietThread() {}

    /** Silences the current thread until the result is closed. */
    static QuietThread begin() {
        var quiet = new QuietThread();
        if (quiet.loggers instanceof LoggerContext logback) {
            logback.addTurboFilter(quiet);
        }
        return quiet;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        var isToBeHeard = Thread.currentThread() != quiet || level.isGreaterOrEqual(Level.ERROR);
        return isToBeHeard ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    @Override
    public void close() {
        if (loggers instanceof LoggerContext logback) {
            logback.getTurboFilterList().remove(this);
        }
    }
}
