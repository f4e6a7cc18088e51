package dev.tandem.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import dev.tandem.contracts.topology.Channels;
import dev.tandem.messaging.AdditionalChannels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownChannelsTests {

    @Test
    void without_additions_they_are_those_of_the_contracts() {
        assertThat(KnownChannels.with(Stream.empty()).all()).isEqualTo(Channels.ALL);
    }

    @Test
    void an_application_adds_channels_of_its_own() {
        var known = with(ParcelEvent.class);

        assertThat(known.all()).containsAll(Channels.ALL).endsWith(ParcelEvent.class);
        assertThat(known.channels()).extracting(Channel::value).contains("order.events", "parcel.events");
        assertThat(known.messages()).contains(ParcelEvent.ParcelSent.class);
    }

    @Test
    void a_message_without_a_schema_prevents_the_start() {
        assertThatThrownBy(() -> new MessageJson(with(ParcelEvent.class)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contracts/present/parcel.sent.v1.schema.json");
    }

    @Test
    void a_topic_belongs_to_one_channel() {
        assertThatThrownBy(() -> with(OtherOrderEvent.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a topic is used twice");
    }

    @Test
    void a_type_belongs_to_one_message() {
        assertThatThrownBy(() -> with(OtherConfirmation.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a type is used twice");
    }

    @Test
    void an_interface_without_a_channel_is_refused() {
        assertThatThrownBy(() -> with(Message.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Channel");
    }

    private static KnownChannels with(Class<? extends Message> channel) {
        return KnownChannels.with(Stream.of(new AdditionalChannels(List.of(channel))));
    }

    @Channel(
            value = "parcel.events",
            from = "parcel-service",
            to = {})
    sealed interface ParcelEvent extends Message {

        @MessageType("parcel.sent.v1")
        record ParcelSent(String subject) implements ParcelEvent {}
    }

    @Channel(
            value = "order.events",
            from = "parcel-service",
            to = {})
    sealed interface OtherOrderEvent extends Message {

        @MessageType("parcel.lost.v1")
        record ParcelLost(String subject) implements OtherOrderEvent {}
    }

    @Channel(
            value = "parcel.confirmations",
            from = "parcel-service",
            to = {})
    sealed interface OtherConfirmation extends Message {

        @MessageType("order.confirmed.v2")
        record ParcelConfirmed(String subject) implements OtherConfirmation {}
    }
}
