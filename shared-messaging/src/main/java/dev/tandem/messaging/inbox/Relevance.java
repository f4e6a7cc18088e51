package dev.tandem.messaging.inbox;

import dev.tandem.contracts.Message;
import dev.tandem.database.DatabaseFailure;
import dev.tandem.messaging.MessageHandler;
import dev.tandem.messaging.inbox.MessageReader.Arrival;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops the messages that change nothing for a handler, before anything is written for them. */
final class Relevance<M extends Message> {

    private static final Logger log = LoggerFactory.getLogger(Relevance.class);

    private final MessageHandler<M> handler;

    Relevance(MessageHandler<M> handler) {
        this.handler = handler;
    }

    /**
     * Notes the messages that it drops. A message behind a relevant one with the same key is relevant, too: the first may change the answer. If the
     * handler cannot decide, all messages are: handling them shows which of them is the reason.
     */
    List<Arrival<M>> filter(List<Arrival<M>> arrivals, PassedOver passedOver) {
        var known = new ArrayList<Arrival<M>>();
        for (var arrival : arrivals) {
            arrival.message().ifPresentOrElse(_ -> known.add(arrival), () -> passedOver.skip(arrival.source()));
        }
        try {
            return known.isEmpty() ? known : relevant(known, passedOver);
        } catch (RuntimeException failure) {
            if (DatabaseFailure.isOutage(failure)) {
                throw failure;
            }
            log.warn("cannot tell which messages are relevant: {}", failure.toString());
            return known;
        }
    }

    private List<Arrival<M>> relevant(List<Arrival<M>> arrivals, PassedOver passedOver) {
        var test = handler.relevant(arrivals.stream().map(Relevance::contentOf).toList());
        var keys = new HashSet<String>();
        var relevant = new ArrayList<Arrival<M>>();
        for (var arrival : arrivals) {
            if (keys.contains(arrival.source().key()) || test.test(contentOf(arrival))) {
                keys.add(arrival.source().key());
                relevant.add(arrival);
            } else {
                passedOver.leaveOut(arrival.source());
            }
        }
        return relevant;
    }

    private static <M extends Message> M contentOf(Arrival<M> arrival) {
        return arrival.message().orElseThrow().content();
    }
}
