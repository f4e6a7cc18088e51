package dev.tandem.benchmark.contestant;

import dev.tandem.benchmark.infrastructure.Session;
import java.time.Instant;
import java.util.UUID;

/** Sends events from memory, as fast as one producer accepts them. */
final class ProducerRelay implements Relay {

    private static final int SUBJECTS = Session.SUBJECTS;

    private final Link link;

    ProducerRelay(Link link) {
        this.link = link;
    }

    @Override
    public void start(int from, int to) {
        try (var producer = Producers.create(link.bootstrapServers())) {
            for (var number = from; number < to; number++) {
                producer.send(Event.message(
                        link.topic(),
                        Event.subject(number, SUBJECTS),
                        new UUID(number, number),
                        Event.TYPE,
                        Event.payload(number),
                        Instant.now()));
            }
        }
    }

    @Override
    public void stop() {}
}
