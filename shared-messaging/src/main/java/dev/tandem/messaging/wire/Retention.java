package dev.tandem.messaging.wire;

/**
 * How long Kafka keeps messages, and how long their ids have to be remembered so that a message is handled once.
 *
 * @param days after which a channel's messages may be deleted
 */
public record Retention(int days) {

    /**
     * Kafka deletes whole segments. By default, a Kafka segment covers a week, so messages would be kept for twice as
     * long as their channel declares.
     */
    public static final int SEGMENT_DAYS = 1;

    /** Both days at the ends are incomplete, and Kafka looks for old segments every five minutes only. */
    private static final int MARGIN_DAYS = 2;

    /** The retention of the channel that keeps its messages longest. */
    static Retention longest(KnownChannels channels) {
        return new Retention(channels.channels().stream()
                .mapToInt(channel -> channel.retentionDays())
                .max()
                .orElse(0));
    }

    /**
     * The number of calendar days for which a message is remembered, including the day on which it was handled. For a
     * retention of seven days, this is ten days, and at least 9 of them are whole days.
     */
    public int rememberedDays() {
        return days + SEGMENT_DAYS + MARGIN_DAYS;
    }
}
