package dev.tandem.simulation.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.tandem.simulation.engine.Chaos;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages of one topic that arrive together: up to fifty, from several logs, in the sequence of each log. */
final class Poll {

    private static final int MOST = 50;

    private final Map<LogPosition, Integer> begins = new LinkedHashMap<>();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final List<LogPosition> origins = new ArrayList<>();

    /** Reads some of the messages behind these positions. */
    Poll(List<LogPosition> positions, Chaos chaos) {
        var rests = new HashMap<LogPosition, Iterator<ConsumerRecord<String, byte[]>>>();
        for (var position : positions) {
            begins.put(position, position.position());
            rests.put(position, position.rest().iterator());
        }
        var open = new ArrayList<>(positions);
        var size = chaos.oneIn(4) ? chaos.between(1, MOST) : MOST;
        while (records.size() < size && !open.isEmpty()) {
            var position = chaos.oneOf(open);
            var rest = requireNonNull(rests.get(position));
            if (rest.hasNext()) {
                records.add(rest.next());
                origins.add(position);
            } else {
                open.remove(position);
            }
        }
    }

    List<ConsumerRecord<String, byte[]>> records() {
        return records;
    }

    LogPosition originOf(int index) {
        return origins.get(index);
    }

    /** Advances the positions beyond the first messages. */
    void advance(int handled, Chaos chaos) {
        begins.forEach((position, begin) -> position.advance(
                begin,
                (int) origins.subList(0, handled).stream()
                        .filter(position::equals)
                        .count(),
                chaos));
    }

    @Override
    public String toString() {
        return records.stream()
                .map(message -> new String(message.value(), UTF_8))
                .collect(joining(", "));
    }
}
