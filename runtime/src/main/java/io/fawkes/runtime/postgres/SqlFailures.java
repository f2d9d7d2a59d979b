package io.fawkes.runtime.postgres;

import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolShutdownException;

/** Names what the driver reports, by SQLSTATE; what it does not know stays as it was thrown. */
final class SqlFailures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /**
     * Connection lost (08), login refused (28), resources exhausted (53), operator or crash (57), no such database
     * (3D000), lock or idle timeout (55P03, 25P03), and a primary that became a standby (25006).
     */
    private static final Pattern UNAVAILABLE = Pattern.compile("(?:08|28|53|57)...|3D000|55P03|25P03|25006");

    private SqlFailures() {}

    static Throwable translate(Throwable failure) {
        return switch (failure) {
            case R2dbcException refused
            when sqlState(refused).isPresent() ->
                byState(refused, sqlState(refused).get());
            case R2dbcNonTransientResourceException lost -> unavailable(lost);
            case R2dbcTransientResourceException lost -> unavailable(lost);
            case R2dbcTimeoutException late -> unavailable(late);
            case PoolShutdownException closed -> unavailable(closed);
            case PoolAcquirePendingLimitException full -> unavailable(full);
            case IOException broken -> unavailable(broken);
            default -> failure;
        };
    }

    /** The five characters that say what went wrong, or the class of the failure where no server spoke. */
    static String errorType(Throwable failure) {
        return failure instanceof R2dbcException refused
                ? sqlState(refused).orElseGet(() -> failure.getClass().getName())
                : failure.getClass().getName();
    }

    static boolean isUnavailable(String sqlState) {
        return UNAVAILABLE.matcher(sqlState).matches();
    }

    private static Throwable byState(R2dbcException refused, String state) {
        if (UNIQUE_VIOLATION.equals(state)) {
            return new UniqueViolation(constraint(refused), refused);
        }
        if (CONFLICTS.contains(state)) {
            return new TransactionConflict("transaction lost (SQLSTATE %s)".formatted(state), refused);
        }
        return isUnavailable(state) ? unavailable(refused) : refused;
    }

    private static Optional<String> sqlState(R2dbcException failure) {
        return Optional.ofNullable(failure.getSqlState()).filter(state -> !state.isEmpty());
    }

    private static String constraint(R2dbcException refused) {
        return Optional.of(refused)
                .filter(PostgresqlException.class::isInstance)
                .map(PostgresqlException.class::cast)
                .map(PostgresqlException::getErrorDetails)
                .flatMap(ErrorDetails::getConstraintName)
                .orElse("");
    }

    private static DatabaseUnavailable unavailable(Throwable cause) {
        return new DatabaseUnavailable("database unavailable: %s".formatted(cause.getMessage()), cause);
    }
}
