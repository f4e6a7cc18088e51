package dev.tandem.order.persistence;

import dev.tandem.order.domain.CheckoutStep;
import dev.tandem.order.domain.OrderStatus;
import dev.tandem.order.domain.RejectionReason;
import dev.tandem.order.domain.SagaState;
import dev.tandem.order.domain.Transport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts values between columns and the domain. */
final class Columns {

    private Columns() {}

    /** Reads status, next step, transport and rejection reason, from the given column on. */
    static SagaState sagaState(ResultSet row, int first) throws SQLException {
        return new SagaState(
                OrderStatus.valueOf(row.getString(first)),
                valueOf(CheckoutStep.class, row.getString(first + 1)),
                valueOf(Transport.class, row.getString(first + 2)),
                valueOf(RejectionReason.class, row.getString(first + 3)));
    }

    /** The values of these four columns. */
    static List<@Nullable Object> parameters(SagaState state) {
        return Arrays.asList(
                state.status().name(),
                nameOf(state.nextStep()),
                nameOf(state.transport()),
                nameOf(state.rejectionReason()));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime atUtc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static <E extends Enum<E>> @Nullable E valueOf(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
