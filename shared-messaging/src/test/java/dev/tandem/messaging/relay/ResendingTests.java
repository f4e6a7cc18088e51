package dev.tandem.messaging.relay;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.tandem.messaging.deadletter.DeadLetter;
import dev.tandem.messaging.deadletter.DeadLetter.State;
import dev.tandem.messaging.deadletter.DeadLetterStore;
import dev.tandem.messaging.deadletter.ReadyLetters;
import dev.tandem.messaging.deadletter.ReadyLetters.Page;
import dev.tandem.messaging.deadletter.ReadyLetters.Ready;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ResendingTests {

    private final DeadLetterStore deadLetters = mock();
    private final ReadyLetters ready = mock();
    private final RefusedMessages refused = mock();
    private final Producer<String, byte[]> producer = mock();
    private final Resending resending = new Resending(deadLetters, ready, refused, mock());

    @Test
    void a_letter_that_an_operator_has_discarded_since_the_look_is_not_sent() {
        var letter = new Ready(7, DeadLetter.OUTBOX, State.READY, "order");
        given(refused.isInLane("order")).willReturn(true);
        given(ready.look(DeadLetter.OUTBOX, null)).willReturn(new Page(List.of(letter), null));
        var message = mock(DeadLetter.class);
        given(message.state()).willReturn(State.DISCARDED);
        given(message.key()).willReturn("order");
        given(message.topic()).willReturn("order.events");
        given(message.toRecord()).willReturn(new ProducerRecord<>("order.events", new byte[0]));
        given(deadLetters.read(7)).willReturn(message);

        Awaitility.await().untilAsserted(() -> {
            resending.resendSome(producer);
            verify(refused).noteSent("order");
        });
        verify(producer, never()).send(any());
    }
}
