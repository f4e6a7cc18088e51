package dev.tandem.contracts.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contracts.Message;
import dev.tandem.contracts.release.api.Json;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompatibilityTests {

    @Nested
    class What_may_be_done {

        @Test
        void nothing() {
            assertThat(breaks(Parcels.Released.class)).isEmpty();
        }

        @Test
        void writing_the_fields_in_another_order() {
            assertThat(breaks(Parcels.InAnotherOrder.class)).isEmpty();
        }

        @Test
        void adding_an_optional_field_and_one_of_a_nested_record() {
            assertThat(breaks(Parcels.OptionalFieldAdded.class)).isEmpty();
        }

        @Test
        void adding_a_type() {
            assertThat(breaks(Parcels.TypeAdded.class)).isEmpty();
        }

        @Test
        void adding_a_second_version_while_the_first_is_kept() {
            assertThat(breaks(Parcels.SecondVersionAdded.class)).isEmpty();
        }
    }

    @Nested
    class What_breaks {

        @Test
        void removing_a_field() {
            assertThat(breaks(Parcels.FieldRemoved.class))
                    .containsExactly(
                            "parcel.sent.v1, release 3: the field carrier was removed; its readers look for it."
                                    + " Put it back; only a new version of the type can do without it."
                                    + " See docs/adding-an-event.md.");
        }

        @Test
        void removing_an_optional_field() {
            assertThat(breaks(Parcels.OptionalFieldRemoved.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field note was removed; its readers look for it.");
        }

        @Test
        void renaming_a_field() {
            assertThat(breaks(Parcels.FieldRenamed.class))
                    .containsExactly("parcel.sent.v1, release 3: the field carrier was renamed to haulier; its readers"
                            + " look for carrier. Call it carrier again, or keep it and add haulier as a @Nullable"
                            + " field beside it. See docs/adding-an-event.md.");
        }

        @Test
        void retyping_a_field() {
            assertThat(breaks(Parcels.FieldRetyped.class))
                    .containsExactly("parcel.sent.v1, release 3: the field weight was"
                            + " {\"format\":\"int32\",\"type\":\"integer\"} and is {\"type\":\"string\"}."
                            + " Leave it as it was, and say it the new way in a @Nullable field beside it."
                            + " See docs/adding-an-event.md.");
        }

        @Test
        void writing_larger_numbers() {
            assertThat(breaks(Parcels.NumberWidened.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field weight was {\"format\":\"int32\"}"
                            + " and is {\"format\":\"int64\"}.");
        }

        @Test
        void setting_a_limit() {
            assertThat(breaks(Parcels.LimitTightened.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field weight was {} and is {\"exclusiveMinimum\":0}.");
        }

        @Test
        void adding_a_required_field() {
            assertThat(breaks(Parcels.RequiredFieldAdded.class))
                    .containsExactly("parcel.sent.v1, release 3: the field floor is required now, and messages in the"
                            + " log lack it. Make it @Nullable, and a primitive its wrapper."
                            + " See docs/adding-an-event.md.");
        }

        @Test
        void requiring_a_field_that_was_optional() {
            assertThat(breaks(Parcels.FieldNewlyRequired.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field note is required now, and messages in the log"
                            + " lack it. Make it @Nullable");
        }

        @Test
        void no_longer_requiring_a_field() {
            assertThat(breaks(Parcels.FieldNoLongerRequired.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field carrier was required and is @Nullable now; its"
                            + " readers count on it. Leave it required");
        }

        @Test
        void narrowing_an_enum() {
            assertThat(breaks(Parcels.EnumNarrowed.class))
                    .containsExactly("parcel.sent.v1, release 3: the field speed has lost [EXPRESS], which messages in"
                            + " the log have. Put the constant back; nobody has to write it any more."
                            + " See docs/adding-an-event.md.");
        }

        @Test
        void widening_an_enum() {
            assertThat(breaks(Parcels.EnumWidened.class))
                    .containsExactly("parcel.sent.v1, release 3: the field speed has the new [OVERNIGHT], which readers"
                            + " of the release cannot read. Say it in a @Nullable field beside it, or in a new version"
                            + " of the type. See docs/adding-an-event.md.");
        }

        @Test
        void opening_an_enum() {
            assertThat(breaks(Parcels.EnumOpened.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field speed was {\"enum\":[\"STANDARD\",\"EXPRESS\"]}"
                            + " and is {}.");
        }

        @Test
        void removing_a_field_of_a_nested_record() {
            assertThat(breaks(Parcels.NestedFieldRemoved.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field items[].quantity was removed;");
        }

        @Test
        void adding_a_required_field_to_a_nested_record() {
            assertThat(breaks(Parcels.NestedRequiredFieldAdded.class))
                    .singleElement()
                    .asString()
                    .startsWith("parcel.sent.v1, release 3: the field items[].name is required now,");
        }

        @Test
        void dropping_a_type() {
            assertThat(breaks(Parcels.TypeDropped.class))
                    .containsExactly("parcel.sent.v1, release 3: the type is gone, and messages of it are still in the"
                            + " log. Put its record back; nobody has to write it any more, and a new version of it is"
                            + " a type beside it. See docs/adding-an-event.md.");
        }

        @Test
        void adding_a_second_version_in_place_of_the_first() {
            assertThat(breaks(Parcels.SecondVersionInstead.class))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "parcel.sent.v1, release 3: the type is gone, and messages of it are still in the log.");
        }

        @Test
        void moving_a_type_to_another_topic() {
            assertThat(breaks(Parcels.TypeMoved.class))
                    .containsExactly("parcel.sent.v1, release 3: the message was on the topic parcel.events and is on"
                            + " the topic shipping.events, where nobody waits for it."
                            + " Put its record back into the interface of its channel. See docs/adding-an-event.md.");
        }
    }

    @Test
    void each_release_is_held_to() {
        var frozen = List.of(
                frozen(1, Parcels.Released.ParcelSent.class), frozen(2, Parcels.OptionalFieldAdded.ParcelSent.class));

        assertThat(Compatibility.breaks(frozen, Present.of(List.of(Parcels.Released.class))))
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).startsWith("parcel.sent.v1, release 2: "));
    }

    private static List<String> breaks(Class<? extends Message> channel) {
        return Compatibility.breaks(
                List.of(frozen(3, Parcels.Released.ParcelSent.class)), Present.of(List.of(channel)));
    }

    private static Frozen frozen(int release, Class<? extends Message> message) {
        var contract = Present.of(message);
        return new Frozen(release, contract.type(), contract.schema(), Json.read("{}"));
    }
}
