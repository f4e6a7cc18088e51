package dev.tandem.consumercontracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages about orders, as the basis for the expectations of a consumer. */
public abstract class StoryContract {

    /** The messages that order-service has published about an order that ended this way. */
    protected abstract OrderStory story(Ending ending);

    @ParameterizedTest
    @EnumSource
    void all_that_is_said_of_an_order_has_its_id(Ending ending) {
        var story = story(ending);

        assertThat(story.events()).allSatisfy(event -> assertAbout(story, event));
        assertThat(story.inventoryCommands()).allSatisfy(command -> assertAbout(story, command));
        assertThat(story.paymentCommands()).allSatisfy(command -> assertAbout(story, command));
    }

    private static void assertAbout(OrderStory story, Message message) {
        assertThat(message.subject()).isEqualTo(story.orderId().toString());
    }
}
