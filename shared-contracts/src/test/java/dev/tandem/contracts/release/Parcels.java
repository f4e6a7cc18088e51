package dev.tandem.contracts.release;

import dev.tandem.contracts.Channel;
import dev.tandem.contracts.EarlierVersion;
import dev.tandem.contracts.Message;
import dev.tandem.contracts.MessageType;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message of a shop that does not exist: as it was released, and in variants with one planted change each. */
interface Parcels extends Message {

    UUID parcelId();

    @Override
    default String subject() {
        return parcelId().toString();
    }

    /** The content of a parcel. */
    record Item(String sku, int quantity) {}

    /** How soon a parcel arrives. */
    enum Speed {
        /** In three days. */
        STANDARD,
        /** Tomorrow. */
        EXPRESS
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface Released extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note) implements Released {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface InAnotherOrder extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                int weight,
                String carrier,
                @Nullable String note,
                Speed speed,
                List<Item> items) implements InAnotherOrder {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface OptionalFieldAdded extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                Speed speed,
                List<HeavyItem> items,
                @Nullable String note,
                @Nullable Integer floor)
                implements OptionalFieldAdded {}

        record HeavyItem(String sku, int quantity, @Nullable Integer weight) {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface TypeAdded extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note) implements TypeAdded {}

        @MessageType("parcel.lost.v1")
        record ParcelLost(UUID parcelId) implements TypeAdded {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface FieldRemoved extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note) implements FieldRemoved {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface OptionalFieldRemoved extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(UUID parcelId, String carrier, int weight, Speed speed, List<Item> items)
                implements OptionalFieldRemoved {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface FieldRenamed extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                @Nullable String haulier,
                int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note)
                implements FieldRenamed {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface FieldRetyped extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                String weight,
                Speed speed,
                List<Item> items,
                @Nullable String note) implements FieldRetyped {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface NumberWidened extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                long weight,
                Speed speed,
                List<Item> items,
                @Nullable String note) implements NumberWidened {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface LimitTightened extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                @Positive int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note)
                implements LimitTightened {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface RequiredFieldAdded extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note,
                int floor)
                implements RequiredFieldAdded {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface FieldNewlyRequired extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(UUID parcelId, String carrier, int weight, Speed speed, List<Item> items, String note)
                implements FieldNewlyRequired {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface FieldNoLongerRequired extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                @Nullable String carrier,
                int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note)
                implements FieldNoLongerRequired {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface EnumNarrowed extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                OneSpeed speed,
                List<Item> items,
                @Nullable String note) implements EnumNarrowed {}

        enum OneSpeed {
            STANDARD
        }
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface EnumWidened extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                MoreSpeed speed,
                List<Item> items,
                @Nullable String note) implements EnumWidened {}

        enum MoreSpeed {
            STANDARD,
            EXPRESS,
            OVERNIGHT
        }
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface EnumOpened extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                String speed,
                List<Item> items,
                @Nullable String note) implements EnumOpened {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface NestedFieldRemoved extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                Speed speed,
                List<LoneItem> items,
                @Nullable String note) implements NestedFieldRemoved {}

        record LoneItem(String sku) {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface NestedRequiredFieldAdded extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                Speed speed,
                List<NamedItem> items,
                @Nullable String note) implements NestedRequiredFieldAdded {}

        record NamedItem(String sku, int quantity, String name) {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface TypeDropped extends Parcels {
        @MessageType("parcel.lost.v1")
        record ParcelLost(UUID parcelId) implements TypeDropped {}
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop", earlierVersions = ParcelSentV1.class)
    sealed interface SecondVersionAdded extends Parcels {
        @MessageType("parcel.sent.v2")
        record ParcelSent(UUID parcelId, int grams) implements SecondVersionAdded {}
    }

    /** The released version, beside its second version. */
    @MessageType("parcel.sent.v1")
    record ParcelSentV1(
            UUID parcelId,
            String carrier,
            int weight,
            Speed speed,
            List<Item> items,
            @Nullable String note) implements Parcels, EarlierVersion {

        @Override
        public Message upcast() {
            return new SecondVersionAdded.ParcelSent(parcelId, weight);
        }
    }

    @Channel(value = "parcel.events", from = "depot", to = "shop")
    sealed interface SecondVersionInstead extends Parcels {
        @MessageType("parcel.sent.v2")
        record ParcelSent(UUID parcelId, int grams) implements SecondVersionInstead {}
    }

    @Channel(value = "shipping.events", from = "depot", to = "shop")
    sealed interface TypeMoved extends Parcels {
        @MessageType("parcel.sent.v1")
        record ParcelSent(
                UUID parcelId,
                String carrier,
                int weight,
                Speed speed,
                List<Item> items,
                @Nullable String note) implements TypeMoved {}
    }
}
