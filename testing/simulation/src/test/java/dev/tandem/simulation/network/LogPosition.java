package dev.tandem.simulation.network;

import dev.tandem.simulation.engine.Chaos;
import dev.tandem.simulation.engine.Fault;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How far a consumer has read a log. */
final class LogPosition {

    private final Log log;
    private int position;
    private int committed;
    private int failedLast = -1;
    private int attempts;
    private boolean planned;
    private boolean due;

    LogPosition(Log log) {
        this.log = log;
    }

    boolean isAtEnd() {
        return position == log.records().size();
    }

    int position() {
        return position;
    }

    /** The messages that have not been read. */
    List<ConsumerRecord<String, byte[]>> rest() {
        return List.copyOf(log.records().subList(position, log.records().size()));
    }

    /** Plans to read on; returns false if that is planned already, or if there is nothing to read. */
    boolean plan() {
        var isNew = !planned && !isAtEnd();
        planned |= isNew;
        return isNew;
    }

    /** The next poll reads on. */
    void becomeDue() {
        due = true;
    }

    /** Whether this poll reads on. */
    boolean takeDue() {
        var wasDue = due;
        if (due) {
            due = false;
            planned = false;
        }
        return wasDue;
    }

    /** Advances, unless another instance has moved the position while this one was handling the messages. */
    void advance(int from, int handled, Chaos chaos) {
        if (position != from || handled == 0) {
            return;
        }
        position += handled;
        if (!chaos.happens(Fault.REDELIVERY)) {
            committed = position;
        } else if (chaos.oneIn(2)) {
            position = committed;
        }
    }

    /** Counts a failed attempt of a message, and returns the number of its attempts. */
    int fail(int offset) {
        attempts = failedLast == offset ? attempts + 1 : 1;
        failedLast = offset;
        return attempts;
    }

    /** Returns to the last committed position, as the next owner of the partition does. */
    void rewind() {
        position = committed;
        failedLast = -1;
    }
}
