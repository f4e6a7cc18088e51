package dev.tandem.payment.persistence;

import dev.tandem.payment.domain.DeclineReason;
import dev.tandem.payment.domain.Money;
import dev.tandem.payment.domain.Payment;
import dev.tandem.payment.domain.PaymentStatus;
import dev.tandem.payment.domain.PendingOperation;
import dev.tandem.payment.domain.RetryState;
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

    /** The columns that are written; behind them follows the version. */
    static final String COLUMNS = "order_id, amount, currency, token, fingerprint, status, decline_reason,"
            + " pending_operation, attempts, next_attempt_at, unanswered_since, parked_at";

    /** The place of this column among the parameters. */
    static final int NEXT_ATTEMPT_AT = 9;

    /** The place of this column among the changes. */
    static final int NEXT_ATTEMPT_AT_AMONG_CHANGES = 4;

    private PaymentRow() {}

    static Payment read(ResultSet row, int number) throws SQLException {
        return Payment.stored(
                row.getObject(1, UUID.class),
                new Money(row.getLong(2), row.getString(3)),
                row.getString(4),
                row.getString(5),
                PaymentStatus.valueOf(row.getString(6)),
                valueOf(DeclineReason.class, row.getString(7)),
                new RetryState(
                        valueOf(PendingOperation.class, row.getString(8)),
                        row.getInt(9),
                        instant(row, 10),
                        instant(row, 11),
                        instant(row, 12)),
                row.getLong(13));
    }

    /** The values of all columns, in their order. */
    static List<@Nullable Object> parameters(Payment payment) {
        var values = new ArrayList<@Nullable Object>(List.of(
                payment.orderId(), payment.amount().amount(), payment.amount().currency(), payment.token()));
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
                atUtc(retry.parkedAt()));
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
