package dev.tandem.payment.persistence;

import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import dev.tandem.payment.domain.RetryState;
import dev.tandem.sealing.TokenSealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment as a row of its table. */
final class PaymentRow {

    /** The columns that are written. */
    static final String COLUMNS = "order_id, amount, currency, fingerprint, status, decline_reason,"
            + " pending_operation, attempts, next_attempt_at, unanswered_since, parked_at, sealed_token";

    /** All columns. Earlier builds wrote the token in plain text. */
    static final String ALL_COLUMNS = COLUMNS + ", version, token";

    /** The place of this column among the parameters. */
    static final int NEXT_ATTEMPT_AT = 8;

    /** The place of this column among the changes. */
    static final int NEXT_ATTEMPT_AT_AMONG_CHANGES = 4;

    private PaymentRow() {}

    static Payment read(ResultSet row, TokenSealer sealer) throws SQLException {
        return Payment.stored(
                row.getObject(1, UUID.class),
                new Money(row.getLong(2), row.getString(3)),
                sealedToken(row, sealer),
                row.getString(4),
                PaymentStatus.valueOf(row.getString(5)),
                valueOf(DeclineReason.class, row.getString(6)),
                new RetryState(
                        valueOf(PendingOperation.class, row.getString(7)),
                        row.getInt(8),
                        instant(row, 9),
                        instant(row, 10),
                        instant(row, 11)),
                row.getLong(13));
    }

    /**
     * Seals a token that an earlier build has stored in plain text; the next change of the payment erases that text.
     */
    private static @Nullable String sealedToken(ResultSet row, TokenSealer sealer) throws SQLException {
        var sealed = row.getString(12);
        var plain = row.getString(14);
        return sealed == null && plain != null ? sealer.seal(row.getObject(1, UUID.class), plain) : sealed;
    }

    /** The values of all columns, in their order. */
    static List<@Nullable Object> parameters(Payment payment) {
        var values = new ArrayList<@Nullable Object>(List.of(
                payment.orderId(), payment.amount().amount(), payment.amount().currency()));
        values.add(payment.fingerprint());
        values.addAll(changes(payment));
        return values;
    }

    /** The values of the columns that change. */
    static List<@Nullable Object> changes(Payment payment) {
        var retry = payment.retry();
        return Arrays.asList(
                payment.status().name(),
                nameOf(payment.declineReason()),
                nameOf(retry.pendingOperation()),
                retry.attempts(),
                atUtc(retry.nextAttemptAt()),
                atUtc(retry.unansweredSince()),
                atUtc(retry.parkedAt()),
                payment.sealedToken());
    }

    private static <E extends Enum<E>> @Nullable E valueOf(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime atUtc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
