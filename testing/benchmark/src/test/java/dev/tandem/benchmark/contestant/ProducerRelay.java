package dev.tandem.benchmark.contestant;

import java.time.Instant;
import java.util.UUID;

/** The upper limit: sends events from memory, as fast as one producer accepts them. */
final class ProducerRelay implements Relay {

    private final Endpoints endpoints;

    ProducerRelay(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void start(int from, int to) {
        try (var producer = Producers.create(endpoints.bootstrapServers())) {
            for (var number = from; number < to; number++) {
                producer.send(Event.message(
                        endpoints.topic(),
                        Event.subject(number, Event.SUBJECTS),
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
